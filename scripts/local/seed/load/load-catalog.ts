import pg from 'pg';
import { departments } from '../assortment/departments.ts';
import { generateProduct } from '../products/generate-product.ts';
import type { SeedProduct } from '../products/seed-product.ts';
import { rebuildingIndexes } from './rebuild-indexes.ts';

/** Products written by one statement: enough to be fast, few enough to stay small in memory. */
const batchSize = 2_000;

/** Replaces the whole catalogue by generated products, in one transaction: an interrupted load leaves what was there. */
export async function loadCatalog(databaseUrl: string, productCount: number, log: (line: string) => void) {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'seed' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query("SET LOCAL maintenance_work_mem = '128MB'");
    await client.query(
      'TRUNCATE categories, products, variants, stock, reservations, listings, search_entries, search_terms, search_labels',
    );
    await insertCategories(client);
    let variants = 0;
    for (let from = 0; from < productCount; from += batchSize) {
      variants += await insertProducts(client, productsFrom(from, Math.min(from + batchSize, productCount)));
      if (from > 0 && from % (batchSize * 10) === 0) log(`  ${from} of ${productCount} products written`);
    }
    // What follows joins these tables: with the statistics of empty ones it would take minutes.
    await client.query('ANALYZE categories, products, variants, stock');
    await rebuildingIndexes(client, ['listings', 'search_entries'], () => refreshAll(client));
    await client.query('COMMIT');
    await client.query(
      'VACUUM (ANALYZE) products, variants, stock, listings, search_entries, search_terms, search_labels',
    );
    return { products: productCount, variants };
  } finally {
    await client.end();
  }
}

function productsFrom(from: number, to: number): SeedProduct[] {
  return Array.from({ length: to - from }, (_, index) => generateProduct(from + index));
}

async function refreshAll(client: pg.Client): Promise<void> {
  let last = '';
  for (;;) {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM products WHERE id > $1 ORDER BY id LIMIT $2', [
      last,
      batchSize,
    ]);
    const ids = rows.map(({ id }) => id);
    last = ids.at(-1) ?? last;
    if (ids.length === 0) return;
    await client.query('SELECT refresh_products($1::text[])', [ids]);
  }
}

async function insertCategories(client: pg.Client): Promise<void> {
  const rows = departments.flatMap(({ slug, name, kinds }, position) => [
    { slug, name, parent: null, position },
    ...kinds.map((kind, place) => ({ slug: kind.slug, name: kind.name, parent: slug, position: place })),
  ]);
  await client.query(
    `INSERT INTO categories (slug, name, parent, position)
     SELECT slug, name, parent, position
     FROM json_to_recordset($1::json) AS c (slug text, name text, parent text, position integer)`,
    [JSON.stringify(rows)],
  );
}

/** The number of variants written. */
async function insertProducts(client: pg.Client, products: readonly SeedProduct[]): Promise<number> {
  const variants = products.flatMap((product) =>
    product.variants.map((variant, position) => ({ ...variant, productId: product.id, position })),
  );
  // The version grows from one seed to the next, so that a search index takes the new documents for newer ones.
  await client.query(
    `INSERT INTO products (id, slug, name, brand, description, categories, images, options, rating_average, rating_count,
       popularity, created_at, updated_at, version)
     SELECT id, slug, name, brand, description, ARRAY(SELECT json_array_elements_text(categories)), images, options,
       (rating ->> 'average')::numeric, (rating ->> 'count')::integer, popularity, "createdAt", "createdAt",
       extract(epoch FROM now())::integer
     FROM json_to_recordset($1::json) AS p (id text, slug text, name text, brand text, description text, categories json,
       images json, options json, rating json, popularity integer, "createdAt" timestamptz)`,
    [JSON.stringify(products, (key, value) => (key === 'variants' ? undefined : value))],
  );
  await client.query(
    `WITH given AS (
       SELECT * FROM json_to_recordset($1::json) AS v (sku text, "productId" text, position integer, "optionValues" json,
         "priceMinor" integer, "compareAtMinor" integer, "onHand" integer)
     ),
     stocked AS (INSERT INTO stock (sku, on_hand) SELECT sku, "onHand" FROM given)
     INSERT INTO variants (sku, product_id, position, option_values, price_minor, compare_at_minor, currency)
     SELECT sku, "productId", position, "optionValues", "priceMinor", "compareAtMinor", 'EUR' FROM given`,
    [JSON.stringify(variants)],
  );
  return variants.length;
}
