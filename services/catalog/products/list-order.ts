import type { ProductSort } from '@evermart/contracts/http/product';
import { z } from 'zod';

/** The columns of `listings` that have an index to walk. */
export type OrderColumn = 'popularity' | 'created_at' | 'price_minor';

export interface ListPosition {
  readonly value: string | number;
  readonly productId: string;
}

export interface ListOrder {
  readonly column: OrderColumn;
  readonly descending: boolean;
  /** Lies before every row: where the first page begins. */
  readonly start: ListPosition;
}

const maxInteger = 2_147_483_647;
const afterEveryId = '\u{10ffff}';

const mostPopularFirst: ListOrder = {
  column: 'popularity',
  descending: true,
  start: { value: maxInteger, productId: afterEveryId },
};

/** Without a query nothing is more relevant than what most people want. */
export const listOrders: Readonly<Record<ProductSort, ListOrder>> = {
  relevance: mostPopularFirst,
  popular: mostPopularFirst,
  newest: { column: 'created_at', descending: true, start: { value: 'infinity', productId: afterEveryId } },
  'price-asc': { column: 'price_minor', descending: false, start: { value: -1, productId: '' } },
  'price-desc': { column: 'price_minor', descending: true, start: { value: maxInteger, productId: afterEveryId } },
};

const columnValue: Readonly<Record<OrderColumn, z.ZodType<string | number>>> = {
  popularity: z.int().min(0).max(maxInteger),
  price_minor: z.int().min(0).max(maxInteger),
  created_at: z.iso.datetime(),
};

/** What the cursor of a list in this order holds: the column, so that another order's cursor is refused, and the last row. */
export function cursorOf({ column }: ListOrder) {
  const productId = z
    .string()
    .max(100)
    .regex(/^[\x21-\x7e]+$/);
  return z
    .tuple([z.literal(column), columnValue[column], productId])
    .transform(([, value, productId]): ListPosition => ({ value, productId }));
}
