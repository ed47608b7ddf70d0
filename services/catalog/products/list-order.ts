import { CursorId, CursorTime } from '@evermart/contracts/http/paging';
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
}

const mostPopularFirst: ListOrder = { column: 'popularity', descending: true };

/** Without a query nothing is more relevant than what most people want. */
export const listOrders: Readonly<Record<ProductSort, ListOrder>> = {
  relevance: mostPopularFirst,
  popular: mostPopularFirst,
  newest: { column: 'created_at', descending: true },
  'price-asc': { column: 'price_minor', descending: false },
  'price-desc': { column: 'price_minor', descending: true },
};

export const maxInteger = 2_147_483_647;
const afterEveryId = '\u{10ffff}';

/** Where the first page begins: before every row, and for prices at the filter's bound, lest everything beyond it is walked through. */
export function startOf({ column, descending }: ListOrder, prices: { lowest: number; highest: number }): ListPosition {
  if (column === 'created_at') return { value: 'infinity', productId: afterEveryId };
  if (column === 'popularity') return { value: maxInteger, productId: afterEveryId };
  return descending ? { value: prices.highest, productId: afterEveryId } : { value: prices.lowest, productId: '' };
}

const columnValue: Readonly<Record<OrderColumn, z.ZodType<string | number>>> = {
  popularity: z.int().min(0).max(maxInteger),
  price_minor: z.int().min(0).max(maxInteger),
  created_at: CursorTime,
};

/** The cursors of lists by a column: its name, so that another order's cursor is refused, and the last row. */
function cursorBy(column: OrderColumn) {
  return z
    .tuple([z.literal(column), columnValue[column], CursorId])
    .transform(([, value, productId]): ListPosition => ({ value, productId }));
}

export const ListCursor = {
  popularity: cursorBy('popularity'),
  created_at: cursorBy('created_at'),
  price_minor: cursorBy('price_minor'),
};
