import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { PaymentRefund } from '@evermart/contracts/http/payment';
import { eventsParameter } from '@evermart/kit/outbox';
import { isUniqueViolation, type Postgres } from '@evermart/kit/postgres';

/** A row of `refunds`: the amount is reserved while `pending`, gone when `succeeded`, free again when `refused`. */
export interface RefundRecord {
  readonly checkoutId: string;
  readonly refundId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: 'pending' | 'succeeded' | 'refused';
  readonly refusal: string | null;
  /** The provider has begun with it, also while it is `pending`. */
  readonly providerRefundId: string | null;
}

/** The provider tells of a pending refund's end by webhook, after days even: looking meanwhile is for webhooks that got lost. */
const lookAfterSeconds = 600;

const refundColumns = `
  checkout_id AS "checkoutId", refund_id AS "refundId", amount_minor AS "amountMinor", currency, status, refusal,
  provider_refund_id AS "providerRefundId"`;

// The row lock on the payment lets refunds of one payment pass one after the other, each seeing what is left. The look
// for the id spares repeats the wait; of repeats at the same moment the primary key lets one pass.
const reserve = `
  WITH reserved AS (
    UPDATE payments SET refund_reserved_minor = refund_reserved_minor + $3, updated_at = now()
    WHERE checkout_id = $1 AND status = 'captured' AND currency = $4
      AND refund_reserved_minor + $3 <= captured_minor
      AND NOT EXISTS (SELECT FROM refunds WHERE checkout_id = $1 AND refund_id = $2)
    RETURNING checkout_id
  )
  INSERT INTO refunds (checkout_id, refund_id, amount_minor, currency, reason, status, check_due_at)
  SELECT checkout_id, $2, $3, $4, $5, 'pending', now() + make_interval(secs => $6) FROM reserved
  RETURNING ${refundColumns}`;

const find = `SELECT ${refundColumns} FROM refunds WHERE checkout_id = $1 AND refund_id = $2`;

const pendingOf = `SELECT ${refundColumns} FROM refunds WHERE checkout_id = $1 AND status = 'pending'`;

const succeed = `
  WITH settled AS (
    UPDATE refunds SET status = 'succeeded', provider_refund_id = $3, check_due_at = NULL
    WHERE checkout_id = $1 AND refund_id = $2 AND status = 'pending'
    RETURNING *
  ), counted AS (
    UPDATE payments
    SET refunded_minor = refunded_minor + settled.amount_minor,
        status = CASE WHEN refunded_minor + settled.amount_minor = captured_minor THEN 'refunded' ELSE payments.status END,
        updated_at = now()
    FROM settled WHERE payments.checkout_id = settled.checkout_id
  ), published AS (
    INSERT INTO outbox (event)
    SELECT event FROM jsonb_array_elements($4::jsonb) AS event WHERE EXISTS (SELECT FROM settled)
  )
  SELECT ${refundColumns} FROM settled`;

const keepPending = `
  UPDATE refunds SET provider_refund_id = $3, check_due_at = now() + make_interval(secs => $4)
  WHERE checkout_id = $1 AND refund_id = $2 AND status = 'pending'
  RETURNING ${refundColumns}`;

const refuse = `
  WITH settled AS (
    UPDATE refunds SET status = 'refused', refusal = $3, check_due_at = NULL
    WHERE checkout_id = $1 AND refund_id = $2 AND status = 'pending'
    RETURNING *
  ), freed AS (
    UPDATE payments SET refund_reserved_minor = refund_reserved_minor - settled.amount_minor, updated_at = now()
    FROM settled WHERE payments.checkout_id = settled.checkout_id
  )
  SELECT ${refundColumns} FROM settled`;

const claimDue = `
  UPDATE refunds SET check_due_at = now() + make_interval(secs => $2)
  WHERE (checkout_id, refund_id) IN (
    SELECT checkout_id, refund_id FROM refunds WHERE check_due_at <= now()
    ORDER BY check_due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  RETURNING ${refundColumns}`;

/** All SQL on `refunds`, and on what they reserve and count of their payment. */
export function createRefundRepository({ postgres, settleAfterMs }: { postgres: Postgres; settleAfterMs: number }) {
  const settleAfterSeconds = settleAfterMs / 1_000;

  async function one(text: string, values: readonly (string | number)[]): Promise<RefundRecord | undefined> {
    const [record] = await postgres.query<RefundRecord>(text, values);
    return record;
  }

  return {
    find: (checkoutId: string, refundId: string) => one(find, [checkoutId, refundId]),

    pendingOf: (checkoutId: string) => postgres.query<RefundRecord>(pendingOf, [checkoutId]),

    /** Takes the amount out of what can be refunded; `undefined` when that is too little or the refund is known already. */
    async reserve(checkoutId: string, { refundId, amount, reason }: PaymentRefund) {
      try {
        return await one(reserve, [
          checkoutId,
          refundId,
          amount.amountMinor,
          amount.currency,
          reason,
          settleAfterSeconds,
        ]);
      } catch (error) {
        if (isUniqueViolation(error, 'refunds_pkey')) return undefined;
        throw error;
      }
    },

    /** `undefined` when somebody else recorded the outcome first. */
    succeed: ({ checkoutId, refundId }: RefundRecord, providerRefundId: string, event: CloudEvent) =>
      one(succeed, [checkoutId, refundId, providerRefundId, eventsParameter([event])]),

    /** The provider has begun and not ended it: the amount stays reserved. `undefined` when the outcome is recorded already. */
    keepPending: ({ checkoutId, refundId }: RefundRecord, providerRefundId: string) =>
      one(keepPending, [checkoutId, refundId, providerRefundId, lookAfterSeconds]),

    /** Frees the amount; `undefined` when somebody else recorded the outcome first. */
    refuse: ({ checkoutId, refundId }: RefundRecord, refusal: string) => one(refuse, [checkoutId, refundId, refusal]),

    /** Up to `limit` refunds whose outcome is overdue; others that look meanwhile get others. */
    claimDue: (limit: number) => postgres.query<RefundRecord>(claimDue, [limit, settleAfterSeconds]),
  };
}
export type RefundRepository = ReturnType<typeof createRefundRepository>;
