import type { Order, OrderPayment } from '@evermart/contracts/http/order';
import type { EventFactory } from '@evermart/kit/events';
import type { Postgres, SqlValue } from '@evermart/kit/postgres';
import { statusesBefore } from '../orders/order-states.ts';
import { envelopeOf, publishChanged } from '../orders/publish-order.ts';

/** An order as it stands, and what stands in the way of cancelling it. */
export interface CancellableOrder {
  readonly order: Order;
  readonly isCancelling: boolean;
  /** Counts the order's cancellations; the present one's number while `isCancelling`. */
  readonly attempt: number;
  readonly pendingRefunds: number;
}

/** What tells one cancellation of an order from another: only its own may end it. */
export type CancellationClaim = Pick<CancellableOrder, 'order' | 'attempt'>;

const columns = `
  document AS "order", cancelling_since IS NOT NULL AS "isCancelling", cancellation_attempt AS attempt,
  pending_refunds AS "pendingRefunds"`;

const begin = `
  UPDATE orders
  SET cancelling_since = now(), cancellation_due_at = now() + make_interval(secs => $3),
    cancellation_attempt = cancellation_attempt + 1
  WHERE id = $1 AND status = ANY($2) AND cancelling_since IS NULL AND pending_refunds = 0
  RETURNING ${columns}`;

const find = `SELECT ${columns} FROM orders WHERE id = $1`;

const giveUp = `
  UPDATE orders SET cancelling_since = NULL, cancellation_due_at = NULL
  WHERE id = $1 AND cancelling_since IS NOT NULL AND cancellation_attempt = $2`;

const finish = `
  WITH changed AS (
    UPDATE orders
    SET document = with_status(document, 'cancelled', $3)
      || jsonb_build_object('payments', with_payment(document -> 'payments', $4::jsonb)),
      cancelling_since = NULL, cancellation_due_at = NULL
    WHERE id = $1 AND status = $5 AND cancelling_since IS NOT NULL AND cancellation_attempt = $6
    RETURNING document
  ), ${publishChanged}`;

const claimDue = `
  UPDATE orders SET cancellation_due_at = now() + make_interval(secs => $2)
  WHERE id IN (
    SELECT id FROM orders WHERE cancellation_due_at <= now()
    ORDER BY cancellation_due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  RETURNING ${columns}`;

export interface CancellationRepositoryOptions {
  readonly postgres: Postgres;
  readonly event: EventFactory;
  readonly takeOverAfterMs: number;
}

/** All SQL of cancellations: the claim that keeps others out, its end, and the ones left behind. */
export function createCancellationRepository({ postgres, event, takeOverAfterMs }: CancellationRepositoryOptions) {
  const takeOverAfterSeconds = takeOverAfterMs / 1_000;

  async function one(text: string, values: readonly SqlValue[]): Promise<CancellableOrder | undefined> {
    const [cancellable] = await postgres.query<CancellableOrder>(text, values);
    return cancellable;
  }

  return {
    /** From now on nothing else may begin with the order; `undefined` when it can't be cancelled, or is being. */
    begin: (orderId: string) => one(begin, [orderId, statusesBefore('cancelled'), takeOverAfterSeconds]),

    find: (orderId: string) => one(find, [orderId]),

    /** The order goes on as if nobody had asked; another cancellation begun since is left alone. */
    async giveUp({ order, attempt }: CancellationClaim): Promise<void> {
      await postgres.query(giveUp, [order.id, attempt]);
    },

    /** `undefined` when this cancellation was ended already, or the order moved on from that status. */
    async finish(
      { order: { id, status }, attempt }: CancellationClaim,
      payment: OrderPayment,
    ): Promise<Order | undefined> {
      const { json, at } = envelopeOf(event, 'order.cancelled');
      const values = [id, json, at, JSON.stringify(payment), status, attempt];
      const [changed] = await postgres.query<{ document: Order }>(finish, values);
      return changed?.document;
    },

    /** Up to `limit` cancellations that were left unfinished; others that look meanwhile get others. */
    claimDue: (limit: number) => postgres.query<CancellableOrder>(claimDue, [limit, takeOverAfterSeconds]),
  };
}
export type CancellationRepository = ReturnType<typeof createCancellationRepository>;
