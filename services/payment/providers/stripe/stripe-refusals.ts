import { ServiceError } from '@evermart/kit/problem';
import Stripe from 'stripe';

const { StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;

export type StripeRefusal = InstanceType<
  typeof StripeCardError | typeof StripeIdempotencyError | typeof StripeInvalidRequestError
>;

/** Stripe says no for good: nothing has happened, and the same call will be refused again. */
export function isRefusal(error: unknown): error is StripeRefusal {
  return (
    error instanceof StripeCardError ||
    error instanceof StripeIdempotencyError ||
    error instanceof StripeInvalidRequestError
  );
}

export function isMissing(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError && error.code === 'resource_missing';
}

/** A sentence for the shopper. */
export function declineReasonOf(refusal: StripeRefusal): string {
  if (refusal instanceof StripeCardError) return refusal.message;
  if (refusal.param === 'payment_method') {
    return 'The payment provider does not know this payment token. Enter the card again.';
  }
  return `The payment provider does not take this payment (${refusal.code ?? refusal.type}).`;
}

export function captureRefused(cause: StripeRefusal): ServiceError {
  return new ServiceError('invalid-state', `The payment provider refused the capture: ${cause.message}`, { cause });
}
