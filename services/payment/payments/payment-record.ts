import { createHash } from 'node:crypto';
import type { Payment, PaymentProvider } from '@evermart/contracts/http/payment';
import { money } from '@evermart/contracts/money';
import { ServiceError } from '@evermart/kit/problem';

/** A row of `payments`: a payment, or a mark that forbids one (see `isBegun`). */
export interface PaymentRecord {
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly provider: PaymentProvider | null;
  readonly status: Payment['status'];
  readonly currency: string | null;
  /** What was asked for, in minor units of the currency; the others are parts of it. */
  readonly amountMinor: number;
  readonly capturedMinor: number;
  /** Refunds that succeeded or may still: never above what was captured. */
  readonly refundReservedMinor: number;
  readonly refundedMinor: number;
  /** Kept only while the provider may have to be asked again. */
  readonly token: string | null;
  readonly providerPaymentId: string | null;
  readonly declineReason: string | null;
  readonly captureRequested: boolean;
  /** Once set, the payment is voided as soon as the provider's state allows; of a mark: the providers were not looked at yet. */
  readonly voidRequested: boolean;
}

/** Somebody asked for the money; without, the row is the mark that a void left before any authorization. */
export type BegunPayment = PaymentRecord & { readonly provider: PaymentProvider; readonly currency: string };

export function isBegun(record: PaymentRecord): record is BegunPayment {
  return record.provider !== null && record.currency !== null;
}

/** Derived, so that a region that lost the row makes the same one again. */
export function paymentIdOf(checkoutId: string): string {
  return `pay_${createHash('sha256').update(checkoutId).digest('base64url').slice(0, 24)}`;
}

export function paymentOf(record: BegunPayment): Payment {
  const { paymentId, checkoutId, provider, status, currency, amountMinor, capturedMinor, refundedMinor } = record;
  const isAuthorized = status !== 'authorizing' && status !== 'declined';
  return {
    id: paymentId,
    checkoutId,
    provider,
    status,
    authorized: money(isAuthorized ? amountMinor : 0, currency),
    captured: money(capturedMinor, currency),
    refunded: money(refundedMinor, currency),
  };
}

/** What a command needs of an authorized payment. */
export function referenceOf({ checkoutId, providerPaymentId }: BegunPayment) {
  if (providerPaymentId === null) throw new Error(`${checkoutId} is authorized without an id of the provider`);
  return { checkoutId, providerPaymentId };
}

export function noPayment(): ServiceError {
  return new ServiceError('not-found', 'There is no payment for this checkout.');
}

export function givenUp(): ServiceError {
  return new ServiceError('invalid-state', 'The payment of this checkout was voided. Start a new checkout.');
}
