import { systemClock } from '@evermart/kit/clock';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { createStripeProvider } from '../../providers/stripe/stripe-provider.ts';

/** Set by check-stripe.ts, which starts stripe-mock. */
const apiBase = process.env.STRIPE_API_BASE;

/**
 * stripe-mock checks each request against Stripe's own description of its API and answers fixtures without a memory:
 * what is proven here is that every call is one that Stripe takes, and that its answers can be read.
 */
describe("the Stripe provider against Stripe's API description", () => {
  const provider = createStripeProvider({
    apiKey: 'sk_test_123',
    webhookSecret: 'whsec_test',
    timeoutMs: 5_000,
    clock: systemClock,
    apiBase,
  });
  const reference = { checkoutId: 'chk_1', providerPaymentId: 'pi_1' };
  const amount = { amountMinor: 1999, currency: 'EUR' };

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
      const outcome = await call().catch((error: unknown) => error);
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
    const error: unknown = await provider
      .authorize({ checkoutId: 'chk_1', token: 'pm_card_visa', amount: { amountMinor: 1.5, currency: 'EUR' } })
      .catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(Error);
  });
});
