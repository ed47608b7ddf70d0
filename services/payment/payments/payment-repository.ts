import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { PaymentAuthorization, PaymentProvider } from '@evermart/contracts/http/payment';
import type { Money } from '@evermart/contracts/money';
import { eventsParameter } from '@evermart/kit/outbox';
import type { Postgres } from '@evermart/kit/postgres';
import { type PaymentRecord, paymentIdOf } from './payment-record.ts';
import { predecessor, type SettledStatus } from './payment-states.ts';

export interface Settlement {
  readonly checkoutId: string;
  readonly status: SettledStatus;
  readonly providerPaymentId?: string;
  readonly capturedMinor?: number;
  readonly declineReason?: string;
  readonly event: CloudEvent;
}

export interface FoundPayment {
  readonly checkoutId: string;
  readonly provider: PaymentProvider;
  readonly providerPaymentId: string;
  readonly authorized: Money;
}

export const paymentColumns = `
  checkout_id AS "checkoutId", payment_id AS "paymentId", provider, status, currency, amount_minor AS "amountMinor",
  captured_minor AS "capturedMinor", refund_reserved_minor AS "refundReservedMinor", refunded_minor AS "refundedMinor",
  token, provider_payment_id AS "providerPaymentId", decline_reason AS "declineReason",
  capture_requested AS "captureRequested", void_requested AS "voidRequested"`;

const begin = `
  INSERT INTO payments (checkout_id, payment_id, provider, status, currency, amount_minor, token, check_due_at)
  VALUES ($1, $2, $3, 'authorizing', $4, $5, $6, now() + make_interval(secs => $7))
  ON CONFLICT (checkout_id) DO NOTHING
  RETURNING ${paymentColumns}`;

const find = `SELECT ${paymentColumns} FROM payments WHERE checkout_id = $1`;

const requestCapture = `
  UPDATE payments
  SET capture_requested = true, check_due_at = now() + make_interval(secs => $4), updated_at = now()
  WHERE checkout_id = $1 AND status = 'authorized' AND NOT void_requested AND amount_minor = $2 AND currency = $3
  RETURNING ${paymentColumns}`;

const giveUpCapture = `
  UPDATE payments
  SET capture_requested = false, check_due_at = CASE WHEN void_requested THEN check_due_at END, updated_at = now()
  WHERE checkout_id = $1 AND status = 'authorized' AND capture_requested`;

const requestVoid = `
  INSERT INTO payments (checkout_id, payment_id, status, void_requested, check_due_at)
  VALUES ($1, $2, 'voided', true, now() + make_interval(secs => $3))
  ON CONFLICT (checkout_id) DO UPDATE
  SET void_requested = true, check_due_at = excluded.check_due_at, updated_at = now()
  WHERE payments.status IN ('authorizing', 'authorized')
  RETURNING ${paymentColumns}`;

const settle = `
  WITH settled AS (
    UPDATE payments
    SET status = $2,
        provider_payment_id = coalesce($4, provider_payment_id),
        captured_minor = $5,
        decline_reason = $6,
        token = NULL,
        void_requested = void_requested AND $2 = 'authorized',
        capture_requested = capture_requested AND $2 = 'authorized',
        check_due_at = CASE WHEN void_requested AND $2 = 'authorized' THEN check_due_at END,
        updated_at = now()
    WHERE checkout_id = $1 AND status = $3
    RETURNING *
  ), published AS (
    INSERT INTO outbox (event)
    SELECT event FROM jsonb_array_elements($7::jsonb) AS event WHERE EXISTS (SELECT FROM settled)
  )
  SELECT ${paymentColumns} FROM settled`;

const adopt = `
  INSERT INTO payments
    (checkout_id, payment_id, provider, status, currency, amount_minor, provider_payment_id, check_due_at)
  VALUES ($1, $2, $3, 'authorized', $4, $5, $6, now())
  ON CONFLICT (checkout_id) DO UPDATE
  SET provider = excluded.provider, status = 'authorized', currency = excluded.currency,
      amount_minor = excluded.amount_minor, provider_payment_id = excluded.provider_payment_id,
      void_requested = true, check_due_at = now(), updated_at = now()
  WHERE payments.provider IS NULL
  RETURNING ${paymentColumns}`;

const reopenToVoid = `
  UPDATE payments
  SET status = 'authorized', provider_payment_id = $2, decline_reason = NULL, void_requested = true,
      check_due_at = now() + make_interval(secs => $3), updated_at = now()
  WHERE checkout_id = $1 AND status = 'declined'
  RETURNING ${paymentColumns}`;

const confirmAuthorized = `
  UPDATE payments SET check_due_at = NULL, updated_at = now()
  WHERE checkout_id = $1 AND status = 'authorized' AND NOT void_requested AND NOT capture_requested`;

const confirmMark = `
  UPDATE payments SET void_requested = false, check_due_at = NULL, updated_at = now()
  WHERE checkout_id = $1 AND provider IS NULL`;

const claimDue = `
  UPDATE payments SET check_due_at = now() + make_interval(secs => $2)
  WHERE checkout_id IN (
    SELECT checkout_id FROM payments WHERE check_due_at <= now()
    ORDER BY check_due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  RETURNING ${paymentColumns}`;

export interface PaymentRepositoryOptions {
  readonly postgres: Postgres;
  /** When reconciliation may take over what a request has begun. */
  readonly settleAfterMs: number;
}

/** All SQL on `payments`. Every change is one conditional statement, together with its event. */
export function createPaymentRepository({ postgres, settleAfterMs }: PaymentRepositoryOptions) {
  const settleAfterSeconds = settleAfterMs / 1_000;

  async function one(text: string, values: readonly (string | number | null)[]): Promise<PaymentRecord | undefined> {
    const [record] = await postgres.query<PaymentRecord>(text, values);
    return record;
  }

  return {
    find: (checkoutId: string) => one(find, [checkoutId]),

    /** Records that an authorization is about to be asked for; `undefined` when the checkout has its row already. */
    begin: (checkoutId: string, { provider, amount, token }: PaymentAuthorization) =>
      one(begin, [
        checkoutId,
        paymentIdOf(checkoutId),
        provider,
        amount.currency,
        amount.amountMinor,
        token,
        settleAfterSeconds,
      ]),

    /** `undefined` unless the payment is authorized with exactly this amount and nobody wants it voided. */
    requestCapture: (checkoutId: string, { amountMinor, currency }: Money) =>
      one(requestCapture, [checkoutId, amountMinor, currency, settleAfterSeconds]),

    /** The provider refused the capture for good: nobody tries it again unasked. */
    async giveUpCapture(checkoutId: string): Promise<void> {
      await postgres.query(giveUpCapture, [checkoutId]);
    },

    /** Marks the payment to be voided, or the checkout as given up before it had one; `undefined` when there is nothing left to void. */
    requestVoid: (checkoutId: string) => one(requestVoid, [checkoutId, paymentIdOf(checkoutId), settleAfterSeconds]),

    /** Takes one step of payment-states.ts with its event; `undefined` when somebody else took it first. */
    settle: ({ checkoutId, status, providerPaymentId, capturedMinor = 0, declineReason, event }: Settlement) =>
      one(settle, [
        checkoutId,
        status,
        predecessor[status],
        providerPaymentId ?? null,
        capturedMinor,
        declineReason ?? null,
        eventsParameter([event]),
      ]),

    /**
     * Makes a row for what the provider holds and this database does not know. It is due for a look at
     * once, since the provider may be further than authorized. Where a mark forbids the payment it is to be voided. `undefined` when there is a payment already.
     */
    adopt: ({ checkoutId, provider, providerPaymentId, authorized }: FoundPayment) =>
      one(adopt, [
        checkoutId,
        paymentIdOf(checkoutId),
        provider,
        authorized.currency,
        authorized.amountMinor,
        providerPaymentId,
      ]),

    /** The provider holds money for a payment that everybody was told is declined; `undefined` when it isn't any more. */
    reopenToVoid: (checkoutId: string, providerPaymentId: string) =>
      one(reopenToVoid, [checkoutId, providerPaymentId, settleAfterSeconds]),

    /** The provider was looked at and nobody has asked for anything more: nothing is left to do. */
    async confirmAuthorized(checkoutId: string): Promise<void> {
      await postgres.query(confirmAuthorized, [checkoutId]);
    },

    /** No provider holds anything for a checkout that was given up: nothing is left to do. */
    async confirmMark(checkoutId: string): Promise<void> {
      await postgres.query(confirmMark, [checkoutId]);
    },

    /** Up to `limit` payments whose outcome is overdue; others that look meanwhile get others. */
    claimDue: (limit: number) => postgres.query<PaymentRecord>(claimDue, [limit, settleAfterSeconds]),
  };
}
export type PaymentRepository = ReturnType<typeof createPaymentRepository>;
