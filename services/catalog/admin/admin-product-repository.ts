import { randomUUID } from 'node:crypto';
import type { AdminProductQuery, ProductInput } from '@evermart/contracts/http/catalog';
import { CursorId, CursorTime } from '@evermart/contracts/http/paging';
import type { Image } from '@evermart/contracts/http/product';
import type { EventFactory } from '@evermart/kit/events';
import { eventsParameter } from '@evermart/kit/outbox';
import { isUniqueViolation, type Postgres, type Sql, type SqlValue } from '@evermart/kit/postgres';
import { ServiceError } from '@evermart/kit/problem';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { adminProductStatement, adminProductsStatement } from './admin-product-statements.ts';
import { writeVariants } from './variant-writer.ts';

export interface StoredProduct {
  readonly id: string;
  readonly edition: number;
  /** An `AdminProduct` as JSON. */
  readonly text: string;
}

/** As `ProductInput` has it. */
const maxImages = 20;

type ProductEventType = 'product.created' | 'product.updated' | 'product.deleted';

const Cursor = z.tuple([CursorTime, CursorId]).transform(([createdAt, id]) => ({ createdAt, id }));
const start = { createdAt: 'infinity', id: '' };

/** Every change is one transaction: the rows, what readers see of them, and the event. */
export function createAdminProductRepository(postgres: Postgres, createEvent: EventFactory) {
  const find = async (sql: Sql, id: string) => (await sql.query<StoredProduct>(adminProductStatement, [id]))[0];

  return {
    find: (id: string) => find(postgres, id),

    async list({ q, cursor, limit }: AdminProductQuery) {
      const { createdAt, id } = cursor === undefined ? start : decodeCursor(Cursor, cursor);
      const rows = await postgres.query<StoredProduct & { created_at: string }>(adminProductsStatement, [
        q ?? '',
        createdAt,
        id,
        limit + 1,
      ]);
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map(({ text }) => text),
        nextCursor: last === undefined ? null : encodeCursor([last.created_at, last.id]),
      };
    },

    /** @throws ServiceError `validation-failed` for a slug, a SKU or a category that can't be had */
    create: (input: ProductInput) =>
      naming(input, () =>
        postgres.transaction(async (sql) => {
          const id = randomUUID();
          await assertCategoriesExist(sql, input);
          await lockStock(sql, id, input);
          await sql.query(
            `INSERT INTO products (id, slug, name, brand, description, categories, images, options)
             VALUES ($1, $2, $3, $4, $5, $6::text[], $7::json, $8::json)`,
            [id, ...columnsOf(input)],
          );
          await writeVariants(sql, id, input);
          await refresh(sql, id, 'product.created');
          return find(sql, id);
        }),
      ),

    /**
     * `expected` are the editions that the client has seen, if it says so; `undefined` is answered for an unknown product.
     *
     * @throws ServiceError as `create`, and `version-conflict`
     */
    replace: (id: string, input: ProductInput, expected: readonly string[] | undefined) =>
      naming(input, () =>
        postgres.transaction(async (sql) => {
          await assertCategoriesExist(sql, input);
          await lockStock(sql, id, input);
          if (!(await lockProduct(sql, id, expected))) return undefined;
          await sql.query(
            `UPDATE products SET slug = $2, name = $3, brand = $4, description = $5, categories = $6::text[],
               images = $7::json, options = $8::json, edition = edition + 1, updated_at = now()
             WHERE id = $1`,
            [id, ...columnsOf(input)],
          );
          await writeVariants(sql, id, input);
          await refresh(sql, id, 'product.updated');
          return find(sql, id);
        }),
      ),

    /** @throws ServiceError `version-conflict`, `invalid-state` for a picture too many */
    addImage: (id: string, image: Image, expected: readonly string[] | undefined) =>
      postgres.transaction(async (sql) => {
        if (!(await lockProduct(sql, id, expected))) return undefined;
        const [product] = await sql.query<{ images: Image[] }>('SELECT images FROM products WHERE id = $1', [id]);
        const images = [...(product?.images ?? []), image];
        if (images.length > maxImages) {
          throw new ServiceError('invalid-state', `The product has ${maxImages} pictures already: remove one first.`);
        }
        await sql.query(
          'UPDATE products SET images = $2::json, edition = edition + 1, updated_at = now() WHERE id = $1',
          [id, JSON.stringify(images)],
        );
        await refresh(sql, id, 'product.updated');
        return find(sql, id);
      }),

    /** Takes it out of the shop; its slug and SKUs are free again. Answers whether there was one. @throws ServiceError `version-conflict` */
    remove: (id: string, expected: readonly string[] | undefined) =>
      postgres.transaction(async (sql) => {
        if (!(await lockProduct(sql, id, expected))) return false;
        await sql.query('UPDATE products SET deleted_at = now(), version = version + 1 WHERE id = $1', [id]);
        await sql.query('DELETE FROM variants WHERE product_id = $1', [id]);
        await refresh(sql, id, 'product.deleted');
        return true;
      }),
  };

  async function refresh(sql: Sql, id: string, type: ProductEventType): Promise<void> {
    await sql.query('SELECT refresh_products(ARRAY[$1])', [id]);
    const [changed] = await sql.query<{ slug: string; version: number }>(
      'SELECT slug, version FROM products WHERE id = $1',
      [id],
    );
    const event = createEvent({ type, subject: id, data: { productId: id, ...changed } });
    await sql.query('INSERT INTO outbox (event) SELECT event FROM jsonb_array_elements($1::jsonb) AS event', [
      eventsParameter([event]),
    ]);
  }
}
export type AdminProductRepository = ReturnType<typeof createAdminProductRepository>;

function columnsOf(input: ProductInput): SqlValue[] {
  const { slug, name, brand, description, categories, images, options } = input;
  return [slug, name, brand, description, categories, JSON.stringify(images), JSON.stringify(options)];
}

/** Before any product row, and in SKU order, as reservations do: see the migrations. */
async function lockStock(sql: Sql, id: string, { variants }: ProductInput): Promise<void> {
  await sql.query('SELECT lock_stock($2::text[] || ARRAY(SELECT sku FROM variants WHERE product_id = $1))', [
    id,
    variants.map(({ sku }) => sku),
  ]);
}

async function lockProduct(sql: Sql, id: string, expected: readonly string[] | undefined): Promise<boolean> {
  const [product] = await sql.query<{ edition: number }>(
    'SELECT edition FROM products WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
    [id],
  );
  if (product === undefined) return false;
  if (expected === undefined || expected.includes(String(product.edition))) return true;
  throw new ServiceError('version-conflict', `The product is at edition ${product.edition} now: read it again.`);
}

async function assertCategoriesExist(sql: Sql, { categories }: ProductInput): Promise<void> {
  const rows = await sql.query<{ slug: string }>('SELECT slug FROM categories WHERE slug = ANY ($1::text[])', [
    categories,
  ]);
  const known = new Set(rows.map(({ slug }) => slug));
  const errors = categories.flatMap((slug, index) =>
    known.has(slug) ? [] : [{ path: `categories.${index}`, message: `there is no category ${slug}` }],
  );
  if (errors.length > 0) throw new ServiceError('validation-failed', 'A category is unknown: see errors.', { errors });
}

async function naming<Result>(input: ProductInput, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error, 'products_slug')) {
      throw new ServiceError('validation-failed', 'The slug is taken: see errors.', {
        errors: [{ path: 'slug', message: `${input.slug} belongs to another product` }],
        cause: error,
      });
    }
    throw error;
  }
}
