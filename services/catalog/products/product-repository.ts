import type { ProductListQuery } from '@evermart/contracts/http/product';
import type { Postgres } from '@evermart/kit/postgres';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { ListCursor, type ListOrder, listOrders, maxInteger, type OrderColumn, startOf } from './list-order.ts';

const wholeShop = '';

export type ListQuery = ProductListQuery & { brand?: string | undefined };

export interface ProductPage {
  /** Each one a `ProductSummary` as JSON. */
  readonly items: readonly string[];
  readonly nextCursor: string | null;
}

export function createProductRepository(postgres: Postgres) {
  return {
    /** The `Product` as JSON. */
    async find(slug: string): Promise<string | undefined> {
      const [row] = await postgres.query<{ document: string }>(
        'SELECT document::text FROM products WHERE slug = $1 AND deleted_at IS NULL',
        [slug],
      );
      return row?.document;
    },

    /** @throws ServiceError `validation-failed` for a cursor that isn't this list's. */
    async list(query: ListQuery): Promise<ProductPage> {
      const order = listOrders[query.sort];
      const prices = { lowest: query.minPrice ?? 0, highest: query.maxPrice ?? maxInteger };
      const { value, productId } =
        query.cursor === undefined ? startOf(order, prices) : decodeCursor(ListCursor[order.column], query.cursor);
      const rows = await postgres.query<ListedRow>(listStatements[query.sort], [
        query.category ?? wholeShop,
        prices.lowest,
        prices.highest,
        query.inStock === 'true',
        value,
        productId,
        query.limit + 1,
        query.brand ?? null,
      ]);
      const page = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? page.at(-1) : undefined;
      return {
        items: page.map(({ summary }) => summary),
        nextCursor: last === undefined ? null : encodeCursor([order.column, last.value, last.product_id]),
      };
    },
  };
}
export type ProductRepository = ReturnType<typeof createProductRepository>;

interface ListedRow {
  summary: string;
  value: string | number;
  product_id: string;
}

const castOf: Readonly<Record<OrderColumn, string>> = {
  popularity: 'integer',
  price_minor: 'integer',
  created_at: 'timestamptz',
};

/**
 * One index range from the cursor on: bounds are always given, so that one plan serves every case. The price is compared
 * as an expression where it isn't what is sorted by, which keeps the planner from collecting all prices and sorting them.
 */
function listStatement({ column, descending }: ListOrder): string {
  const direction = descending ? 'DESC' : 'ASC';
  const price = column === 'price_minor' ? 'l.price_minor' : '(l.price_minor + 0)';
  return `
    SELECT p.summary::text, l.${column} AS value, l.product_id
    FROM listings l JOIN products p ON p.id = l.product_id
    WHERE l.category = $1 AND ${price} BETWEEN $2 AND $3 AND (p.available OR NOT $4::boolean)
      AND ($8::text IS NULL OR p.brand = $8)
      AND (l.${column}, l.product_id) ${descending ? '<' : '>'} ($5::${castOf[column]}, $6)
    ORDER BY l.${column} ${direction}, l.product_id ${direction}
    LIMIT $7`;
}

const listStatements = {
  relevance: listStatement(listOrders.relevance),
  popular: listStatement(listOrders.popular),
  newest: listStatement(listOrders.newest),
  'price-asc': listStatement(listOrders['price-asc']),
  'price-desc': listStatement(listOrders['price-desc']),
};
