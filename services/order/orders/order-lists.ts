import type { Order, OrderStatus } from '@evermart/contracts/http/order';
import type { Page, PageQuery } from '@evermart/contracts/http/paging';
import type { Postgres, SqlValue } from '@evermart/kit/postgres';
import { cursorOf, positionIn } from './order-cursor.ts';

export interface AdminOrderFilter {
  readonly status?: OrderStatus | undefined;
  /** An order's number, or how an e-mail address begins. */
  readonly q?: string | undefined;
}

// One text a kind of list, so that each has a plan on its own index.
const newest = `
  SELECT document FROM orders WHERE (placed_at, id) < ($1::timestamptz, $2)
  ORDER BY placed_at DESC, id DESC LIMIT $3`;

const newestOfCustomer = `
  SELECT document FROM orders WHERE customer_id = $4 AND (placed_at, id) < ($1::timestamptz, $2)
  ORDER BY placed_at DESC, id DESC LIMIT $3`;

const newestOfStatus = `
  SELECT document FROM orders WHERE status = $4 AND (placed_at, id) < ($1::timestamptz, $2)
  ORDER BY placed_at DESC, id DESC LIMIT $3`;

const matching = `
  SELECT document FROM (
    SELECT * FROM orders WHERE number = upper($4)
    UNION
    SELECT * FROM orders WHERE email_key ^@ lower($4)
  ) AS orders
  WHERE ($5 = '' OR status = $5) AND (placed_at, id) < ($1::timestamptz, $2)
  ORDER BY placed_at DESC, id DESC LIMIT $3`;

/** Pages of orders, newest first. Cursors are positions, so an order that comes meanwhile moves nothing. */
export function createOrderLists({ postgres }: { postgres: Postgres }) {
  async function page(text: string, { limit, cursor }: PageQuery, ...values: SqlValue[]): Promise<Page<Order>> {
    const { placedAt, id } = positionIn(cursor);
    const rows = await postgres.query<{ document: Order }>(text, [placedAt, id, limit + 1, ...values]);
    const items = rows.slice(0, limit).map(({ document }) => document);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
  }

  return {
    ofCustomer: (customerId: string, query: PageQuery) => page(newestOfCustomer, query, customerId),

    all({ status, q }: AdminOrderFilter, query: PageQuery): Promise<Page<Order>> {
      if (q !== undefined) return page(matching, query, q, status ?? '');
      return status === undefined ? page(newest, query) : page(newestOfStatus, query, status);
    },
  };
}
export type OrderLists = ReturnType<typeof createOrderLists>;
