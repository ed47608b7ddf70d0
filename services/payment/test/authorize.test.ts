import { expect } from 'chai';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

describe('authorizing a payment', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment();
  });
  after(() => payment.stop());

  it('holds the amount at the provider once and publishes it', async () => {
    const checkoutId = newCheckoutId();

    const { status, body } = await payment.authorize(checkoutId);

    expect(status).to.equal(200);
    expect(body).to.deep.include({ checkoutId, provider: 'sandbox', status: 'authorized' });
    expect(body.authorized).to.deep.equal({ amountMinor: 1999, currency: 'EUR' });
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999']);
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized response']);
  });

  it('answers slow providers and ones that fail once', async () => {
    for (const token of ['tok_slow', 'tok_error']) {
      const checkoutId = newCheckoutId();

      expect((await payment.authorize(checkoutId, token)).status, token).to.equal(200);
      expect(await payment.sandbox.effectsOf(checkoutId), token).to.deep.equal(['authorization 1999']);
    }
  });

  it('stays declined for good, with the same reason each time', async () => {
    const checkoutId = newCheckoutId();

    const first = await payment.authorize(checkoutId, 'tok_insufficient_funds');
    const again = await payment.authorize(checkoutId, 'tok_ok');

    expect(first.status).to.equal(402);
    expect(first.body).to.deep.include({ type: '/problems/payment-declined' });
    expect(first.body.detail).to.contain('insufficient funds');
    expect(again.status).to.equal(402);
    expect(again.body.detail).to.equal(first.body.detail);
    expect((await payment.capture(checkoutId)).status).to.equal(409);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal([]);
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.declined response']);
  });

  it('declines a token that the provider does not know', async () => {
    const { status, body } = await payment.authorize(newCheckoutId(), 'tok_unheard_of');

    expect(status).to.equal(402);
    expect(body.detail).to.contain('does not know this payment token');
  });

  it('refuses card numbers, other providers and a second amount', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);

    expect((await payment.authorize(newCheckoutId(), '4242 4242 4242 4242')).status).to.equal(422);
    expect((await payment.authorize(checkoutId, 'tok_ok', 2000)).status).to.equal(409);
    const elsewhere = await payment.call('PUT', `/payments/${newCheckoutId()}/authorization`, {
      provider: 'stripe',
      token: 'pm_card_visa',
      amount: { amountMinor: 1, currency: 'EUR' },
    });
    expect(elsewhere.status).to.equal(422);
    expect(elsewhere.body.errors).to.deep.equal([
      { path: 'provider', message: 'is not offered here: use one of sandbox' },
    ]);
  });

  describe('lesson 3: the same checkout id, sent 50 times at once', () => {
    for (const token of ['tok_ok', 'tok_slow', 'tok_error']) {
      it(`is one authorization and one answer with ${token}`, async () => {
        const checkoutId = newCheckoutId();

        const answers = await Promise.all(Array.from({ length: 50 }, () => payment.authorize(checkoutId, token)));

        expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
        expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).to.equal(1);
        expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999']);
        expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized response']);
      });
    }
  });

  describe('lesson 7: a provider that gives no answer', () => {
    afterEach(() => payment.sandbox.outage('none'));

    it('is answered 503 in time when it hangs, and found out at the next call', async () => {
      const checkoutId = newCheckoutId();

      const startedAt = performance.now();
      const hung = await payment.authorize(checkoutId, 'tok_hang');
      const tookMs = performance.now() - startedAt;
      const again = await payment.authorize(checkoutId, 'tok_hang');

      expect(hung.status).to.equal(503);
      expect(hung.headers.get('retry-after')).to.equal('1');
      expect(tookMs).to.be.lessThan(1_500);
      expect(again.status).to.equal(200);
      expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999']);
    });

    it("answers before its caller's deadline", async () => {
      const checkoutId = newCheckoutId();

      const startedAt = performance.now();
      const body = { provider: 'sandbox', token: 'tok_hang', amount: { amountMinor: 5, currency: 'EUR' } };
      const { status } = await payment.call('PUT', `/payments/${checkoutId}/authorization`, body, {
        'x-deadline-ms': '400',
      });

      expect(status).to.equal(503);
      expect(performance.now() - startedAt).to.be.lessThan(400);
    });

    for (const mode of ['hang', 'error', 'refuse'] as const) {
      it(`never says 2xx during the outage "${mode}", and works after it without a second charge`, async () => {
        const checkoutId = newCheckoutId();
        await payment.sandbox.outage(mode);

        expect((await payment.authorize(checkoutId)).status).to.equal(503);
        expect(await payment.status(checkoutId)).to.equal('authorizing');
        expect((await payment.void(checkoutId)).status).to.equal(503);
        await payment.sandbox.outage('none');
        const other = newCheckoutId();
        expect((await payment.authorize(other)).status).to.equal(200);
        await payment.sandbox.outage(mode);
        expect((await payment.capture(other)).status).to.equal(503);
        await payment.sandbox.outage('none');
        expect((await payment.capture(other)).status).to.equal(200);
        expect(await payment.sandbox.effectsOf(other)).to.deep.equal(['authorization 1999', 'capture 1999']);
      });
    }
  });

  describe('lesson 12: what is kept of a card', () => {
    it('is not even the token, once the outcome is known', async () => {
      const checkoutId = newCheckoutId();
      await payment.authorize(checkoutId, 'tok_ok');

      const rows = await payment.postgres.query<{ text: string }>(
        'SELECT payments::text AS text FROM payments UNION ALL SELECT outbox::text FROM outbox',
      );

      const kept = rows.filter(({ text }) => text.includes(checkoutId)).map(({ text }) => text);
      expect(kept).to.have.length(2);
      expect(kept.join()).not.to.contain('tok_');
    });
  });
});
