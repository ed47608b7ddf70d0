import { createHash } from 'node:crypto';
import type { NewRefund, Order, OrderPayment } from '@evermart/contracts/http/order';
import { money } from '@evermart/contracts/money';
import type { EventFactory } from '@evermart/kit/events';
import { isUniqueViolation, type Postgres, type SqlValue } from '@evermart/kit/postgres';
import { refundableStatuses } from '../orders/order-states.ts';
import { envelopeOf, publishChanged } from '../orders/publish-order.ts';

/** A row of `refunds`. */
export interface RefundRecord {
  readonly orderId: string;
  readonly checkoutId: string;
  readonly idempotencyKey: string;
  readonly refundId: string;
  readonly bodyHash: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: 'pending' | 'succeeded' | 'refused';
  readonly refusal: string | null;
}

const columns = `
  order_id AS "orderId", checkout_id AS "checkoutId", idempotency_key AS "idempotencyKey", refund_id AS "refundId",
  body_hash AS "bodyHash", amount_minor AS "amountMinor", currency, reason, refunds.status, refusal`;

// Counting on the order's row makes refunds and a cancellation see each other. The look for the key spares repeats the
// wait for that row; of repeats at the same moment the primary key lets one pass.
const begin = `
  WITH counted AS (
    UPDATE orders SET pending_refunds = pending_refunds + 1
    WHERE id = $1 AND status = ANY($8) AND cancelling_since IS NULL
      AND NOT EXISTS (SELECT FROM refunds WHERE order_id = $1 AND idempotency_key = $2)
    RETURNING id, checkout_id
  ), refunds AS (
    INSERT INTO refunds (order_id, idempotency_key, refund_id, body_hash, amount_minor, currency, reason, status, due_at)
    SELECT id, $2, $3, $4, $5, $6, $7, 'pending', now() + make_interval(secs => $9) FROM counted
    RETURNING *
  )
  SELECT ${columns} FROM refunds JOIN counted ON counted.id = order_id`;

const find = `
  SELECT ${columns} FROM refunds JOIN orders ON orders.id = order_id
  WHERE order_id = $1 AND idempotency_key = $2`;

const succeed = `
  WITH settled AS (
    UPDATE refunds SET status = 'succeeded', due_at = NULL
    WHERE order_id = $1 AND idempotency_key = $3 AND status = 'pending'
    RETURNING order_id
  ), changed AS (
    UPDATE orders
    SET pending_refunds = pending_refunds - 1,
      document = document || jsonb_build_object('payments', with_payment(document -> 'payments', $4::jsonb))
    FROM settled WHERE id = order_id
    RETURNING document
  ), ${publishChanged}`;

const refuse = `
  WITH settled AS (
    UPDATE refunds SET status = 'refused', refusal = $3, due_at = NULL
    WHERE order_id = $1 AND idempotency_key = $2 AND status = 'pending'
    RETURNING order_id
  )
  UPDATE orders SET pending_refunds = pending_refunds - 1 FROM settled WHERE id = order_id`;

const claimDue = `
  WITH refunds AS (
    UPDATE refunds SET due_at = now() + make_interval(secs => $2)
    WHERE (order_id, idempotency_key) IN (
      SELECT order_id, idempotency_key FROM refunds WHERE due_at <= now()
      ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    RETURNING *
  )
  SELECT ${columns} FROM refunds JOIN orders ON orders.id = order_id`;

export interface RefundRepositoryOptions {
  readonly postgres: Postgres;
  readonly event: EventFactory;
  readonly takeOverAfterMs: number;
}

/** All SQL on `refunds`: what was asked for under which key, and what came of it. */
export function createRefundRepository({ postgres, event, takeOverAfterMs }: RefundRepositoryOptions) {
  const takeOverAfterSeconds = takeOverAfterMs / 1_000;

  async function one(text: string, values: readonly SqlValue[]): Promise<RefundRecord | undefined> {
    const [record] = await postgres.query<RefundRecord>(text, values);
    return record;
  }

  return {
    /** `undefined` when the key is known already, or the order can't be refunded now. */
    async begin(orderId: string, idempotencyKey: string, refund: NewRefund): Promise<RefundRecord | undefined> {
      const { amount, reason } = refund;
      try {
        return await one(begin, [
          orderId,
          idempotencyKey,
          refundIdOf(orderId, idempotencyKey),
          bodyHashOf(refund),
          amount.amountMinor,
          amount.currency,
          reason,
          refundableStatuses,
          takeOverAfterSeconds,
        ]);
      } catch (error) {
        if (isUniqueViolation(error, 'refunds_pkey')) return undefined;
        throw error;
      }
    },

    find: (orderId: string, idempotencyKey: string) => one(find, [orderId, idempotencyKey]),

    /** Records the success with its event and the newer payment; `undefined` when somebody else did. */
    async succeed(refund: RefundRecord, payment: OrderPayment): Promise<Order | undefined> {
      const { orderId, idempotencyKey, refundId, amountMinor, currency } = refund;
      const { json } = envelopeOf(event, 'order.refunded', {
        key: refundId,
        data: { refundId, amount: money(amountMinor, currency) },
      });
      const values = [orderId, json, idempotencyKey, JSON.stringify(payment)];
      const [changed] = await postgres.query<{ document: Order }>(succeed, values);
      return changed?.document;
    },

    async refuse({ orderId, idempotencyKey }: RefundRecord, refusal: string): Promise<void> {
      await postgres.query(refuse, [orderId, idempotencyKey, refusal]);
    },

    /** Up to `limit` refunds that were left unfinished; others that look meanwhile get others. */
    claimDue: (limit: number) => postgres.query<RefundRecord>(claimDue, [limit, takeOverAfterSeconds]),
  };
}
export type RefundRepository = ReturnType<typeof createRefundRepository>;

/** Derived from the key: payment knows a repeat by it, from whatever process it comes. */
function refundIdOf(orderId: string, idempotencyKey: string): string {
  return `ref_${hashOf(`${orderId}\n${idempotencyKey}`)}`;
}

export function bodyHashOf({ amount, reason }: NewRefund): string {
  return hashOf(JSON.stringify([amount.amountMinor, amount.currency, reason]));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
