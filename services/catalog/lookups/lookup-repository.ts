import type { Postgres } from '@evermart/kit/postgres';

export function createLookupRepository(postgres: Postgres) {
  return {
    /** A `VariantSnapshot` as JSON for each SKU that is sold. */
    async variants(skus: readonly string[]): Promise<string[]> {
      const rows = await postgres.query<{ snapshot: string }>(
        `SELECT json_build_object(
           'sku', v.sku, 'productId', p.id, 'productSlug', p.slug, 'name', variant_name(p.name, v.option_values),
           'image', first_image(p.images, p.name), 'unitPrice', money(v.price_minor, v.currency),
           'availableQuantity', coalesce(s.on_hand - s.reserved, 0))::text AS snapshot
         FROM variants v JOIN products p ON p.id = v.product_id LEFT JOIN stock s ON s.sku = v.sku
         WHERE v.sku = ANY ($1::text[])`,
        [skus],
      );
      return rows.map(({ snapshot }) => snapshot);
    },

    /** A `ProductSummary` as JSON for each slug that exists, in the order asked for. */
    async products(slugs: readonly string[]): Promise<string[]> {
      const rows = await postgres.query<{ slug: string; summary: string }>(
        'SELECT slug, summary::text FROM products WHERE slug = ANY ($1::text[]) AND deleted_at IS NULL',
        [slugs],
      );
      const summaries = new Map(rows.map(({ slug, summary }) => [slug, summary]));
      return [...new Set(slugs)].flatMap((slug) => summaries.get(slug) ?? []);
    },
  };
}
export type LookupRepository = ReturnType<typeof createLookupRepository>;
