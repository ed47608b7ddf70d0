import { expect } from 'chai';
import type { ProviderRefund } from '../providers/payment-provider.ts';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';
import { sendWebhook } from './signed-webhook.ts';

describe('a refund that is pending at the provider', () => {
  let payment: PaymentUnderTest;
  let outcome: ProviderRefund;
  let lookedAt: (string | null)[];

  before(async () => {
    payment = await startPayment({
      around: (provider) => ({
        ...provider,
        refund: async ({ providerRefundId }) => {
          lookedAt.push(providerRefundId);
          return outcome;
        },
      }),
    });
  });
  beforeEach(() => {
    outcome = { status: 'pending', providerRefundId: 're_1' };
    lookedAt = [];
  });
  after(() => payment.stop());

  async function pendingRefund() {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);
    await payment.capture(checkoutId);
    const { status } = await payment.refund(checkoutId, 'slow', 1500);
    return { checkoutId, status };
  }

  const tellOf = (checkoutId: string) =>
    sendWebhook(payment.url, {
      type: 'refund.succeeded',
      authorization: {
        id: 'a_1',
        status: 'captured',
        checkoutId,
        amountMinor: 1999,
        currency: 'EUR',
        capturedMinor: 1999,
      },
    });
  const refundedOf = async (checkoutId: string) =>
    (await payment.call('GET', `/payments/${checkoutId}`)).body.refunded.amountMinor;

  it('is not told to be made, keeps its amount, and is made when the webhook tells so', async () => {
    const { checkoutId, status } = await pendingRefund();

    expect(status).to.equal(503);
    expect(await refundedOf(checkoutId)).to.equal(0);
    expect((await payment.refund(checkoutId, 'greedy', 1000)).status).to.equal(409);
    outcome = { status: 'succeeded', providerRefundId: 're_1' };
    expect((await tellOf(checkoutId)).status).to.equal(204);
    expect(await refundedOf(checkoutId)).to.equal(1500);
    expect(lookedAt).to.deep.equal([null, 're_1']);
    expect((await payment.eventsOf(checkoutId)).at(-1)).to.equal('payment.refunded webhook');
  });

  it('frees its amount when it fails there', async () => {
    const { checkoutId } = await pendingRefund();
    outcome = { status: 'refused', reason: 'the card is closed' };

    await tellOf(checkoutId);

    expect((await payment.refund(checkoutId, 'slow', 1500)).status).to.equal(409);
    outcome = { status: 'succeeded', providerRefundId: 're_2' };
    expect((await payment.refund(checkoutId, 'again', 1999)).body.payment.status).to.equal('refunded');
  });
});
