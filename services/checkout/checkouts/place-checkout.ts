import { setTimeout as delay } from 'node:timers/promises';
import { CartContents, cartIdOf } from '@evermart/contracts/http/cart';
import { maxReservationLines } from '@evermart/contracts/http/catalog';
import type { NewCheckout } from '@evermart/contracts/http/checkout';
import { nobody, type Subject } from '@evermart/contracts/http/subject';
import { money } from '@evermart/contracts/money';
import type { Clock } from '@evermart/kit/clock';
import type { CrashPoint } from '@evermart/kit/crash-points';
import type { EventFactory } from '@evermart/kit/events';
import { ServiceError } from '@evermart/kit/problem';
import { remainingMs } from '@evermart/kit/request-context';
import { totalsOf } from '../pricing/totals.ts';
import type { Services } from '../steps/step.ts';
import { bodyHashOf, checkoutIdOf } from './checkout-id.ts';
import { localeOf } from './customer-locale.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { CheckoutRunner } from './run-checkout.ts';

/** Kept back of the caller's time for the answer itself. */
const answeringMs = 300;

export interface PlaceCheckoutDeps {
  readonly services: Services;
  readonly journal: Journal;
  readonly runner: CheckoutRunner;
  readonly event: EventFactory;
  readonly clock: Clock;
  readonly crashPoint: CrashPoint;
  readonly answerWithinMs: number;
}

export interface PlacedCheckout {
  readonly subject: Subject & { readonly visitorId: string };
  readonly idempotencyKey: string;
  readonly body: NewCheckout;
}

/**
 * Journals the purchase before anything else happens, then drives it for as long as the shopper may wait.
 * A key that is known answers what its first use came to, whatever the cart holds by now.
 *
 * @throws ServiceError `cart-empty`, `validation-failed`, `idempotency-key-reused`, or `dependency-unavailable` when it could not be journalled
 */
export function createPlaceCheckout(deps: PlaceCheckoutDeps) {
  const { services, journal, runner, clock, answerWithinMs } = deps;

  return async function placeCheckout({ subject, idempotencyKey, body }: PlacedCheckout): Promise<JournalEntry> {
    const checkoutId = checkoutIdOf(subject.visitorId, idempotencyKey);
    const bodyHash = bodyHashOf(body);
    assertShippable(body);

    const cart = await contentsOf(subject).catch((error: unknown) => answerKnown(checkoutId, bodyHash, error));
    if ('status' in cart) return cart;
    if (cart.lines.length === 0)
      return answerKnown(checkoutId, bodyHash, new ServiceError('cart-empty', 'The cart is empty.', { checkoutId }));

    const started = deps.event({
      type: 'checkout.started',
      subject: checkoutId,
      id: `${checkoutId}:started`,
      data: { checkoutId, itemCount: cart.lines.reduce((count, { quantity }) => count + quantity, 0) },
    });
    assertReservable(cart.lines.length);
    const entry = await journal.create({
      checkoutId,
      visitorId: subject.visitorId,
      ...(subject.customerId === undefined ? {} : { customerId: subject.customerId }),
      locale: await localeOf(subject, services.user),
      bodyHash,
      request: body,
      cart,
      createdAt: clock.nowIso(),
      outbox: [started],
    });
    if (entry === undefined) return answerKnown(checkoutId, bodyHash, new Error(`${checkoutId} is gone`));
    deps.crashPoint('journal-written');
    return answerInTime(entry, runner.run(entry));
  };

  /** The outcome, or after the wait the entry as it was begun: the run goes on behind the answer. */
  async function answerInTime(begun: JournalEntry, outcome: Promise<JournalEntry>): Promise<JournalEntry> {
    const timeout = new AbortController();
    try {
      const waitMs = Math.max(0, Math.min(answerWithinMs, remainingMs() - answeringMs));
      return await Promise.race([outcome, delay(waitMs, begun, { signal: timeout.signal })]);
    } finally {
      timeout.abort();
    }
  }

  async function answerKnown(checkoutId: string, bodyHash: string, otherwise: unknown): Promise<JournalEntry> {
    const known = await journal.get(checkoutId);
    if (known === undefined) throw otherwise;
    if (known.bodyHash === bodyHash) return known;
    throw new ServiceError(
      'idempotency-key-reused',
      'This Idempotency-Key was used with another body. Take a new key for a new purchase.',
      { checkoutId, errors: [{ path: 'Idempotency-Key', message: 'stands for another purchase' }] },
    );
  }

  function contentsOf(subject: Subject) {
    const cartId = encodeURIComponent(cartIdOf(subject) ?? '');
    return services.cart.call({ method: 'GET', path: `/carts/${cartId}/contents`, subject: nobody }, CartContents);
  }
}
export type PlaceCheckout = ReturnType<typeof createPlaceCheckout>;

function assertReservable(lineCount: number): void {
  if (lineCount <= maxReservationLines) return;
  throw new ServiceError(
    'validation-failed',
    `One order holds at most ${maxReservationLines} different articles. Take some out of the cart.`,
    {
      errors: [{ path: 'cart.lines', message: `at most ${maxReservationLines}` }],
    },
  );
}

/** A shipping method that does not go there is refused before anything is written. */
function assertShippable({ shippingMethod, shippingAddress }: NewCheckout): void {
  totalsOf(money(0, 'EUR'), { shippingMethod, country: shippingAddress.country });
}
