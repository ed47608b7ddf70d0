import { sameMoney } from '@evermart/contracts/money';
import { systemClock } from '@evermart/kit/clock';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import type { ProviderPayment } from '../../providers/payment-provider.ts';
import { createStripeProvider } from '../../providers/stripe/stripe-provider.ts';

/** Set by check-stripe.ts, which starts stripe-mock. */
const apiBase = process.env.STRIPE_API_BASE;
const amount = { amountMinor: 1999, currency: 'EUR' };

/**
 * stripe-mock checks each request against Stripe's own description of its API and answers fixtures without a memory:
 * what is proven here is that every call is one that Stripe takes, and that its answers can be read.
 */
/** How the provider reads a refused call where it takes a refusal for an outcome: no fixture holds 19.99 EUR. */
function isRefusedCall(outcome: ProviderPayment | undefined): boolean {
  if (outcome?.status === 'declined') return outcome.reason.includes('does not take this payment');
  return outcome?.status === 'voided' && sameMoney(outcome.authorized, amount);
}

describe("the Stripe provider against Stripe's API description", () => {
  const provider = createStripeProvider({
    apiKey: 'sk_test_123',
    webhookSecret: 'whsec_test',
    timeoutMs: 5_000,
    clock: systemClock,
    apiBase,
  });
  const reference = { checkoutId: 'chk_1', providerPaymentId: 'pi_1' };

  before(() => expect(apiBase, 'run it by: npm run test:stripe -w services/payment').to.be.a('string'));

  it('sends calls that Stripe takes, and reads its answers', async () => {
    const known = ['authorized', 'declined', 'captured', 'voided'];
    const calls = {
      authorize: () => provider.authorize({ checkoutId: 'chk_1', token: 'pm_card_visa', amount }),
      capture: () => provider.capture({ ...reference, amount }),
      void: () => provider.void({ ...reference, amount }),
      find: () => provider.find('chk_1'),
    };

    for (const [name, call] of Object.entries(calls)) {
      const outcome: unknown = await call().then(
        (payment) => {
          expect(isRefusedCall(payment), `${name} is refused`).to.equal(false);
          return payment;
        },
        (error: unknown) => error,
      );
      // A fixture may be in a state without an outcome, which is a reading of it too.
      if (isServiceError(outcome, 'dependency-unavailable')) {
        expect(String(outcome.cause), name).to.match(/ is (processing|requires_\w+)$/);
        continue;
      }
      expect(outcome, `${name}: ${outcome}`).not.to.be.instanceOf(Error);
      expect(outcome === undefined || known.includes((outcome as { status: string }).status), name).to.equal(true);
    }
    expect(await provider.refund({ ...reference, refundId: 'r1', amount, providerRefundId: null })).to.deep.include({
      status: 'succeeded',
    });
  });

  it('would notice a call that Stripe does not take', async () => {
    const outcome = await provider.authorize({
      checkoutId: 'chk_1',
      token: 'pm_card_visa',
      amount: { amountMinor: 1.5, currency: 'EUR' },
    });

    expect(isRefusedCall(outcome)).to.equal(true);
  });
});
