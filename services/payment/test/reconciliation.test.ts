import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { createPaymentRepository } from '../payments/payment-repository.ts';
import { eur, newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

describe('reconciliation', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment({ reconciles: true, settleAfterMs: 300, providerTimeoutMs: 250 });
  });
  after(() => payment.stop());
  afterEach(() => payment.sandbox.outage('none'));

  const becomes = (checkoutId: string, status: string) =>
    eventually(async () => (await payment.status(checkoutId)) === status);

  const isDue = async (checkoutId: string) => {
    const due = await payment.postgres.query(
      'SELECT FROM payments WHERE checkout_id = $1 AND check_due_at IS NOT NULL',
      [checkoutId],
    );
    return due.length > 0;
  };

  it('lesson 2: finishes an authorization that nobody asks about again', async () => {
    const checkoutId = newCheckoutId();

    await payment.authorize(checkoutId, 'tok_hang');

    await becomes(checkoutId, 'authorized');
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized reconciliation']);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999']);
  });

  it('finishes a capture, a void and a refund that were asked for during an outage, once it is over', async () => {
    const [captured, voided, refunded, givenUp] = Array.from({ length: 4 }, newCheckoutId) as [
      string,
      string,
      string,
      string,
    ];
    for (const checkoutId of [captured, voided, refunded]) await payment.authorize(checkoutId);
    await payment.capture(refunded);
    await payment.sandbox.outage('error');

    await Promise.all([
      payment.authorize(givenUp).then(() => payment.void(givenUp)),
      payment.capture(captured),
      payment.void(voided),
      payment.refund(refunded, 'r', 1999),
    ]);
    await payment.sandbox.outage('none');

    await becomes(captured, 'captured');
    await becomes(voided, 'voided');
    await becomes(refunded, 'refunded');
    await becomes(givenUp, 'voided');
    expect((await payment.eventsOf(captured)).at(-1)).to.equal('payment.captured reconciliation');
    expect((await payment.eventsOf(refunded)).at(-1)).to.equal('payment.refunded reconciliation');
    expect(await payment.sandbox.effectsOf(givenUp)).to.be.deep.oneOf([[], ['authorization 1999', 'void 1999']]);
  });

  it('looks a payment up that was made again from the provider, and captures it only where that was asked for', async () => {
    const [held, captured] = [newCheckoutId(), newCheckoutId()];
    for (const checkoutId of [held, captured]) await payment.authorize(checkoutId);
    await payment.capture(captured);
    const payments = createPaymentRepository({ postgres: payment.postgres, settleAfterMs: 300 });
    for (const checkoutId of [held, captured]) {
      const { providerPaymentId } = (await payments.find(checkoutId)) ?? {};
      await payment.postgres.query('DELETE FROM payments WHERE checkout_id = $1', [checkoutId]);
      if (typeof providerPaymentId !== 'string') throw new Error('the provider has no payment');
      await payments.adopt({ checkoutId, provider: 'sandbox', providerPaymentId, authorized: eur(1999) });
    }

    await becomes(captured, 'captured');
    await eventually(async () => !(await isDue(held)));

    expect(await payment.status(held)).to.equal('authorized');
    expect(await payment.sandbox.effectsOf(held)).to.deep.equal(['authorization 1999']);
  });

  it('leaves what is settled alone', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);

    expect(await isDue(checkoutId)).to.equal(false);
  });
});
