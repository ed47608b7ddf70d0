import { expect } from 'chai';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

describe('voiding a payment', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment();
  });
  after(() => payment.stop());

  it('releases the authorization once, asked 50 times at once', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);

    const answers = await Promise.all(Array.from({ length: 50 }, () => payment.void(checkoutId)));

    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([204]));
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'void 1999']);
    expect(await payment.eventsOf(checkoutId)).to.deep.equal([
      'payment.authorized response',
      'payment.voided response',
    ]);
  });

  it('forbids an authorization that comes after it', async () => {
    const checkoutId = newCheckoutId();

    expect((await payment.void(checkoutId)).status).to.equal(204);
    expect((await payment.void(checkoutId)).status).to.equal(204);
    const late = await payment.authorize(checkoutId);

    expect(late.status).to.equal(409);
    expect(late.body.type).to.equal('/problems/invalid-state');
    expect((await payment.call('GET', `/payments/${checkoutId}`)).status).to.equal(404);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal([]);
  });

  it('is refused once the payment is captured, and harmless after a decline', async () => {
    const captured = newCheckoutId();
    await payment.authorize(captured);
    await payment.capture(captured);
    const declined = newCheckoutId();
    await payment.authorize(declined, 'tok_declined');

    expect((await payment.void(captured)).status).to.equal(409);
    expect((await payment.void(declined)).status).to.equal(204);
    expect(await payment.status(captured)).to.equal('captured');
  });

  it('voids what a hung authorization left at the provider', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId, 'tok_hang');

    expect((await payment.void(checkoutId)).status).to.equal(204);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'void 1999']);
    expect((await payment.authorize(checkoutId, 'tok_hang')).status).to.equal(409);
  });

  it('refuses an authorization already while it waits for the provider', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId, 'tok_hang');
    await payment.sandbox.outage('error');

    expect((await payment.void(checkoutId)).status).to.equal(503);
    const authorized = await payment.authorize(checkoutId, 'tok_hang');
    const captured = await payment.capture(checkoutId);
    await payment.sandbox.outage('none');

    expect([authorized.status, captured.status]).to.deep.equal([409, 409]);
    expect((await payment.void(checkoutId)).status).to.equal(204);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'void 1999']);
  });

  it('beats an authorization that is under way: it ends refused, with nothing held', async () => {
    for (const token of ['tok_slow', 'tok_ok', 'tok_error']) {
      const checkoutId = newCheckoutId();

      const [authorized, voided] = await Promise.all([payment.authorize(checkoutId, token), payment.void(checkoutId)]);

      const effects = await payment.sandbox.effectsOf(checkoutId);
      expect(voided.status, token).to.equal(204);
      expect(authorized.status, token).to.be.oneOf([200, 409]);
      expect(effects, token).to.be.deep.oneOf([[], ['authorization 1999', 'void 1999']]);
    }
  });
});
