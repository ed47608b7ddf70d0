import type { Postgres } from '@evermart/kit/postgres';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';

const Cursor = z.tuple([z.string().regex(/^[\x21-\x7e]{1,100}$/)]);

/** Members are named and ordered as in `ProductDocument` of the contract. */
const documentColumns = `
  p.id,
  json_build_object(
    'productId', p.id, 'version', p.version, 'description', p.description,
    'categories', c.slugs, 'categoryNames', c.names, 'skus', v.skus, 'optionValues', o.option_values,
    'maxPriceMinor', v.max_price_minor, 'createdAt', utc_text(p.created_at), 'popularity', p.popularity,
    'summary', p.summary)::text AS document
  FROM products p
  CROSS JOIN LATERAL (
    SELECT array_agg(sku ORDER BY position) AS skus, max(price_minor) AS max_price_minor
    FROM variants WHERE product_id = p.id
  ) v
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT value), '{}') AS option_values
    FROM variants CROSS JOIN LATERAL json_each_text(option_values) WHERE product_id = p.id
  ) o
  CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT ancestor) AS slugs, array_agg(DISTINCT name) AS names
    FROM paths WHERE category = ANY (p.categories)
  ) c`;

/** What the search index holds of products. */
export function createDocumentRepository(postgres: Postgres) {
  return {
    async find(productId: string): Promise<string | undefined> {
      const [row] = await postgres.query<{ document: string }>(
        `WITH paths AS MATERIALIZED (SELECT * FROM category_paths)
         SELECT ${documentColumns} WHERE p.id = $1 AND p.deleted_at IS NULL`,
        [productId],
      );
      return row?.document;
    },

    /** In order of ids, which never change: a product that exists throughout is on exactly one page. */
    async list({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const [after] = cursor === undefined ? [''] : decodeCursor(Cursor, cursor);
      const rows = await postgres.query<{ id: string; document: string }>(
        `WITH paths AS MATERIALIZED (SELECT * FROM category_paths)
         SELECT ${documentColumns} WHERE p.id > $1 AND p.deleted_at IS NULL ORDER BY p.id LIMIT $2`,
        [after, limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map(({ document }) => document),
        nextCursor: last === undefined ? null : encodeCursor([last.id]),
      };
    },
  };
}
export type DocumentRepository = ReturnType<typeof createDocumentRepository>;
