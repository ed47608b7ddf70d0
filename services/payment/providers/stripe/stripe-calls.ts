import { ServiceError, unavailable } from '@evermart/kit/problem';
import Stripe from 'stripe';
import { ProviderFailure, waitFor, withRepeats } from '../call-deadline.ts';

const {
  StripeAPIError,
  StripeAuthenticationError,
  StripeConnectionError,
  StripePermissionError,
  StripeRateLimitError,
  StripeError,
} = Stripe.errors;

/** 409 `lock_timeout` or a key in use: another call under the same key is at work just now. */
const inUse = 409;

/**
 * Calls Stripe within the caller's time. Refusals pass as the `StripeError` they are; no definite answer becomes
 * `dependency-unavailable`.
 */
export async function definite<Answer>(
  timeoutMs: number,
  call: (options: { timeout: number }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await withRepeats(() => once(timeoutMs, call));
  } catch (error) {
    if (error instanceof StripeError || error instanceof ServiceError) throw error;
    throw unavailable('The payment provider', error);
  }
}

async function once<Answer>(timeoutMs: number, call: (options: { timeout: number }) => Promise<Answer>) {
  const timeout = Math.floor(waitFor(timeoutMs));
  if (timeout <= 0) throw new Error('the deadline has passed');
  try {
    return await call({ timeout });
  } catch (error) {
    if (error instanceof StripeAuthenticationError || error instanceof StripePermissionError) {
      throw new Error("Stripe refuses this service's key", { cause: error });
    }
    throw mayHaveHappened(error) ? asFailure(error) : error;
  }
}

function mayHaveHappened(error: unknown): boolean {
  return (
    error instanceof StripeAPIError ||
    error instanceof StripeConnectionError ||
    error instanceof StripeRateLimitError ||
    (error instanceof StripeError && error.statusCode === inUse)
  );
}

function asFailure(cause: unknown): Error {
  const isTimeout =
    cause instanceof StripeConnectionError && cause.detail instanceof Error && 'code' in cause.detail
      ? cause.detail.code === 'ETIMEDOUT'
      : false;
  return isTimeout
    ? new Error('Stripe gave no answer in time', { cause })
    : new ProviderFailure('Stripe failed', { cause });
}
