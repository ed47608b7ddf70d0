import { expect } from 'chai';
import fc from 'fast-check';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

describe('lesson 8: refunds', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment();
  });
  after(() => payment.stop());
  afterEach(() => payment.sandbox.outage('none'));

  async function capturedPayment(amountMinor = 1999) {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId, 'tok_ok', amountMinor);
    await payment.capture(checkoutId, amountMinor);
    return checkoutId;
  }
  const refundsOf = async (checkoutId: string) =>
    (await payment.sandbox.effectsOf(checkoutId)).filter((effect) => effect.startsWith('refund'));

  it('give back a part, then the rest', async () => {
    const checkoutId = await capturedPayment();

    const part = await payment.refund(checkoutId, 'first', 500);
    const rest = await payment.refund(checkoutId, 'second', 1499);

    expect(part.body).to.deep.include({ refundId: 'first', amount: { amountMinor: 500, currency: 'EUR' } });
    expect(part.body.payment).to.deep.include({ status: 'captured', refunded: { amountMinor: 500, currency: 'EUR' } });
    expect(rest.body.payment).to.deep.include({ status: 'refunded', refunded: { amountMinor: 1999, currency: 'EUR' } });
    expect(await refundsOf(checkoutId)).to.deep.equal(['refund 500', 'refund 1499']);
    expect((await payment.eventsOf(checkoutId)).slice(2)).to.deep.equal([
      'payment.refunded response',
      'payment.refunded response',
    ]);
  });

  it('happen once a refund id, asked 50 times at once, and never with another amount', async () => {
    const checkoutId = await capturedPayment();

    const answers = await Promise.all(Array.from({ length: 50 }, () => payment.refund(checkoutId, 'once', 1999)));

    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
    expect(await refundsOf(checkoutId)).to.deep.equal(['refund 1999']);
    expect((await payment.refund(checkoutId, 'once', 5)).status).to.equal(422);
  });

  it('never exceed the captured amount, and say what is left', async () => {
    const checkoutId = await capturedPayment();
    await payment.refund(checkoutId, 'first', 1500);

    const above = await payment.refund(checkoutId, 'second', 500);

    expect(above.status).to.equal(409);
    expect(above.body.detail).to.contain('At most 4.99 EUR');
  });

  it('are impossible before the capture and in another currency', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);

    expect((await payment.refund(checkoutId, 'early', 1)).status).to.equal(409);
    await payment.capture(checkoutId);
    const foreign = { refundId: 'foreign', amount: { amountMinor: 1, currency: 'USD' }, reason: 'test' };
    expect((await payment.call('POST', `/payments/${checkoutId}/refunds`, foreign)).status).to.equal(409);
    expect((await payment.refund(newCheckoutId(), 'nothing', 1)).status).to.equal(404);
  });

  it('keep their amount while the outcome is unknown, and are made once when asked again', async () => {
    const checkoutId = await capturedPayment();
    await payment.sandbox.outage('hang');

    expect((await payment.refund(checkoutId, 'lost', 1500)).status).to.equal(503);
    await payment.sandbox.outage('none');
    expect((await payment.refund(checkoutId, 'greedy', 1000)).status).to.equal(409);
    expect((await payment.refund(checkoutId, 'lost', 1500)).status).to.equal(200);
    expect(await refundsOf(checkoutId)).to.deep.equal(['refund 1500']);
  });

  it('sum up to what was captured at most, for any amounts asked at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 12 }), async (amounts) => {
        const checkoutId = await capturedPayment(1000);

        const answers = await Promise.all(
          amounts.map((amountMinor, index) => payment.refund(checkoutId, `refund-${index}`, amountMinor)),
        );

        const granted = amounts.filter((_amount, index) => answers[index]?.status === 200);
        const total = granted.reduce((sum, amount) => sum + amount, 0);
        const { body } = await payment.call('GET', `/payments/${checkoutId}`);
        expect(answers.every(({ status }) => status === 200 || status === 409)).to.equal(true);
        expect(total).to.be.at.most(1000);
        expect(body.refunded.amountMinor).to.equal(total);
        expect((await refundsOf(checkoutId)).sort()).to.deep.equal(granted.map((amount) => `refund ${amount}`).sort());
        // Whoever was refused really found too little left.
        const refused = amounts.filter((_amount, index) => answers[index]?.status === 409);
        for (const amount of refused) expect(amount).to.be.greaterThan(1000 - total);
      }),
      { numRuns: 15 },
    );
  });
});
