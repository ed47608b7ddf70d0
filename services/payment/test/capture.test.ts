import { expect } from 'chai';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

describe('capturing a payment', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment();
  });
  after(() => payment.stop());

  it('takes the authorized amount once, asked 50 times at once', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);

    const answers = await Promise.all(Array.from({ length: 50 }, () => payment.capture(checkoutId)));

    expect(
      new Set(answers.map(({ status, body }) => `${status} ${body.status} ${body.captured.amountMinor}`)),
    ).to.deep.equal(new Set(['200 captured 1999']));
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'capture 1999']);
    expect(await payment.eventsOf(checkoutId)).to.deep.equal([
      'payment.authorized response',
      'payment.captured response',
    ]);
  });

  it('asks the provider under keys that any process and region would use', async () => {
    const [captured, voided] = [newCheckoutId(), newCheckoutId()];
    await payment.authorize(captured);
    await payment.capture(captured);
    await payment.refund(captured, 'r1', 5);
    await payment.authorize(voided);
    await payment.void(voided);

    const keys = [captured, `${captured}:capture`, `${captured}:refund:r1`];
    expect(await payment.sandbox.keysOf(captured)).to.deep.equal(keys);
    expect(await payment.sandbox.keysOf(voided)).to.deep.equal([voided, `${voided}:void`]);
  });

  it('takes the whole amount or nothing', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);

    const { status, body } = await payment.capture(checkoutId, 1000);

    expect(status).to.equal(409);
    expect(body.detail).to.contain('1999 EUR');
  });

  it('is impossible once the payment was voided, and where there is none', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);
    await payment.void(checkoutId);

    expect((await payment.capture(checkoutId)).status).to.equal(409);
    expect((await payment.capture(newCheckoutId())).status).to.equal(404);
  });

  it('finds out first where the authorization is unknown', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId, 'tok_hang');

    expect((await payment.capture(checkoutId)).status).to.equal(200);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'capture 1999']);
  });

  it('ends with either the capture or the void when both are asked for at once, here and at the provider', async () => {
    for (let round = 0; round < 20; round += 1) {
      const checkoutId = newCheckoutId();
      await payment.authorize(checkoutId);

      const [captured, voided] = await Promise.all([payment.capture(checkoutId), payment.void(checkoutId)]);

      const effects = await payment.sandbox.effectsOf(checkoutId);
      const status = await payment.status(checkoutId);
      const won = captured.status === 200 ? 'captured' : 'voided';
      expect([captured.status, voided.status], effects.join()).to.deep.equal(
        won === 'captured' ? [200, 409] : [409, 204],
      );
      expect(status).to.equal(won);
      expect(effects.slice(1)).to.deep.equal([won === 'captured' ? 'capture 1999' : 'void 1999']);
    }
  });

  describe('lesson 4: a row that had not replicated when its region died', () => {
    const forget = (checkoutId: string) =>
      payment.postgres.query('DELETE FROM payments WHERE checkout_id = $1', [checkoutId]);

    it('is made again from the provider by a capture', async () => {
      const checkoutId = newCheckoutId();
      const { body: first } = await payment.authorize(checkoutId);
      await forget(checkoutId);

      const { status, body } = await payment.capture(checkoutId);

      expect(status).to.equal(200);
      expect(body).to.deep.include({ id: first.id, status: 'captured' });
      expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'capture 1999']);
    });

    it('is captured by an authorization asked again, if it was captured before', async () => {
      const checkoutId = newCheckoutId();
      await payment.authorize(checkoutId);
      const { body: first } = await payment.capture(checkoutId);
      await forget(checkoutId);

      const { status, body } = await payment.authorize(checkoutId);

      expect(status).to.equal(200);
      expect(body).to.deep.equal(first);
      expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'capture 1999']);
    });

    it('is voided at the provider by a void, though nothing is known of it here', async () => {
      const checkoutId = newCheckoutId();
      await payment.authorize(checkoutId);
      await forget(checkoutId);

      expect((await payment.void(checkoutId)).status).to.equal(204);

      expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'void 1999']);
      expect((await payment.authorize(checkoutId)).status).to.equal(409);
    });
  });
});
