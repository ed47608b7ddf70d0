import { expect } from 'chai';
import type { NewCheckout } from '../src/api/checkouts.ts';
import { ApiProblem } from '../src/api/problem.ts';
import { pauseAfterMs } from '../src/pages/checkout/asking-pauses.ts';
import { createCheckoutAttempts, isDefiniteFailure, isFresh } from '../src/pages/checkout/checkout-attempts.ts';

const order: NewCheckout = {
  email: 'robin@example.com',
  shippingAddress: { name: 'Robin', line1: 'Main 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
  shippingMethod: 'standard',
  payment: { provider: 'sandbox', token: 'tok_ok' },
};

describe('checkout attempts', () => {
  it('keep one key and one order until the outcome is known, also across a reload', () => {
    const storage = memoryStorage();

    const first = createCheckoutAttempts(storage).begin(order);
    const second = createCheckoutAttempts(storage).begin({ ...order, email: 'other@example.com' });

    expect(first.key).to.match(/^[0-9a-f]{32}$/);
    expect(second).to.deep.equal(first);
  });

  it('take a new key once the outcome is known', () => {
    const attempts = createCheckoutAttempts(memoryStorage());

    const first = attempts.begin(order);
    attempts.settle();
    const second = attempts.begin(order);

    expect(second.key).not.to.equal(first.key);
  });

  it('remember which checkout the shop made of the attempt', () => {
    const storage = memoryStorage();
    const attempts = createCheckoutAttempts(storage);
    const begun = attempts.begin(order);

    attempts.accepted('checkout-1');

    expect(createCheckoutAttempts(storage).pending()).to.deep.equal({ ...begun, checkoutId: 'checkout-1' });
  });

  it('do not revive an attempt that was settled while its acceptance was on the way', () => {
    const attempts = createCheckoutAttempts(memoryStorage());

    attempts.accepted('checkout-1');

    expect(attempts.pending()).to.equal(undefined);
  });

  it('forget what is no attempt instead of breaking the checkout', () => {
    const storage = memoryStorage();
    storage.setItem('evermart.checkoutAttempt', '{"key":');

    expect(createCheckoutAttempts(storage).pending()).to.equal(undefined);
    expect(createCheckoutAttempts(storage).begin(order).order).to.deep.equal(order);
  });

  it('are carried on by themselves only while somebody surely waits', () => {
    const attempt = createCheckoutAttempts(memoryStorage()).begin(order);
    const minutes = (count: number) => attempt.startedAtMs + count * 60_000;

    expect([0, 29, 31, 1_440].map((count) => isFresh(attempt, minutes(count)))).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });

  it('are asked for after growing pauses, and not before the shop wants to be asked', () => {
    const away = (retryAfterSeconds?: number) =>
      new ApiProblem({ status: 503, code: 'dependency-unavailable', title: 'Away', retryAfterSeconds });

    expect([1, 2, 3, 4, 5, 50].map((tries) => pauseAfterMs(tries, away()))).to.deep.equal([
      1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
    ]);
    expect(pauseAfterMs(1, away(30))).to.equal(30_000);
    expect(pauseAfterMs(3, away(1))).to.equal(4_000);
  });

  it('are over after a refusal, and open after everything that may still end in an order', () => {
    const after = (status: number) => isDefiniteFailure(new ApiProblem({ status, code: 'x', title: 'X' }));

    for (const status of [400, 401, 402, 403, 404, 409, 422]) expect(after(status), String(status)).to.equal(true);
    for (const status of [0, 200, 408, 429, 500, 502, 503, 504]) expect(after(status), String(status)).to.equal(false);
    expect(isDefiniteFailure(new TypeError('Failed to fetch'))).to.equal(false);
  });
});

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
}
