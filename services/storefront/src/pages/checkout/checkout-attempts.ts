import type { NewCheckout } from '../../api/checkouts.ts';
import { ApiProblem } from '../../api/problem.ts';

/** A purchase that was asked for and whose outcome is not known yet. */
export interface CheckoutAttempt {
  /** The Idempotency-Key: with it and the same order, asking again never buys again. */
  key: string;
  order: NewCheckout;
  /** By this tab's clock. */
  startedAtMs: number;
  /** The checkout's id, once the shop has accepted it. */
  checkoutId?: string;
}

const storageKey = 'evermart.checkoutAttempt';
const freshForMs = 30 * 60_000;

/** Keeps the one attempt underway in `storage`, so that a reload or a second click carries on with it. */
export function createCheckoutAttempts(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  function pending(): CheckoutAttempt | undefined {
    const stored = storage.getItem(storageKey);
    if (stored === null) return undefined;
    try {
      const attempt: CheckoutAttempt = JSON.parse(stored);
      return attempt;
    } catch {
      // Not ours, or cut short: it can't be carried on with.
      storage.removeItem(storageKey);
      return undefined;
    }
  }

  function save(attempt: CheckoutAttempt): CheckoutAttempt {
    storage.setItem(storageKey, JSON.stringify(attempt));
    return attempt;
  }

  return {
    pending,
    /** The attempt underway, whatever it orders; with none, a new one for `order`. */
    begin: (order: NewCheckout): CheckoutAttempt =>
      pending() ?? save({ key: newKey(), order, startedAtMs: Date.now() }),
    /** Notes that the shop has accepted the attempt underway as `checkoutId`. */
    accepted(checkoutId: string): void {
      const attempt = pending();
      if (attempt !== undefined) save({ ...attempt, checkoutId });
    },
    /** Forgets the attempt: its outcome is known, so the next one gets a new key. */
    settle: () => storage.removeItem(storageKey),
  };
}

/** Whether the person is surely still waiting for it. A tab that is opened again the next day must not buy by itself. */
export function isFresh({ startedAtMs }: CheckoutAttempt, nowMs = Date.now()): boolean {
  return nowMs - startedAtMs < freshForMs;
}

/**
 * Whether a failed attempt has certainly bought nothing and never will. A refused request (4xx) has; after no answer, a
 * fault of the shop or a plea for patience it may still go through.
 */
export function isDefiniteFailure(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && ![408, 429].includes(error.status);
}

// crypto.randomUUID is missing on plain http, where a developer's phone looks at the shop.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
