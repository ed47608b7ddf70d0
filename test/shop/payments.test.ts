import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { type Shop, theShop } from '../support/shop.ts';
import { payWith } from '../support/shopper.ts';

describe('payments of every manner', () => {
  let shop: Shop;
  let sku: string;

  before(async function () {
    this.timeout(120_000);
    shop = await theShop();
    ({ sku } = await shop.newProduct());
  });

  async function shopperWithCart() {
    const shopper = shop.shopper();
    expect((await shopper.addToCart(sku)).status).to.equal(200);
    return shopper;
  }

  for (const token of ['tok_ok', 'tok_error', 'tok_webhook_first', 'tok_slow']) {
    it(`${token} is confirmed within the answer`, async () => {
      const shopper = await shopperWithCart();

      const { status, body } = await shopper.buy(payWith(token));

      expect(status, JSON.stringify(body)).to.equal(201);
      expect(body.order.payments[0]).to.deep.include({ status: 'captured', captured: body.order.totals.total });
    });
  }

  for (const token of ['tok_declined', 'tok_insufficient_funds']) {
    it(`${token} is 402 with the checkout id, and the cart is still there`, async () => {
      const shopper = await shopperWithCart();

      const { status, body } = await shopper.buy(payWith(token));

      expect(status).to.equal(402);
      expect(body).to.include({ type: '/problems/payment-declined' }).and.have.property('checkoutId');
      await eventually(async () => (await shopper.get('/cart')).body.itemCount === 1);
    });
  }

  it('lesson 2: a provider that authorizes and never answers: 202 in time, completed by its webhook', async function () {
    this.timeout(60_000);
    const shopper = await shopperWithCart();
    const startedMs = performance.now();

    const { status, body, headers } = await shopper.buy(payWith('tok_hang'));

    expect(status, JSON.stringify(body)).to.equal(202);
    expect(performance.now() - startedMs).to.be.below(10_000);
    expect(headers.get('location')).to.equal(`/api/v1/checkouts/${body.id}`);
    const end = await eventually(
      async () => {
        const seen = await shopper.get(`/checkouts/${body.id}`);
        return seen.body.status !== 'processing' && seen.body;
      },
      { withinMs: 30_000 },
    );
    expect(end.status).to.equal('confirmed');
  });

  it('lesson 7: a provider that hangs for everybody gives timely 202s, and each purchase ends when it is back', async function () {
    this.timeout(90_000);
    const provider = shop.platform.process('payment-provider').url;
    const setOutage = (mode: string) =>
      fetch(`${provider}/control/outage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      });
    const shoppers = await Promise.all(Array.from({ length: 5 }, shopperWithCart));
    await setOutage('hang');

    const answers = await Promise.all(
      shoppers.map(async (shopper) => {
        const startedMs = performance.now();
        const answer = await shopper.buy();
        return { answer, tookMs: performance.now() - startedMs };
      }),
    );
    await setOutage('none');

    expect(answers.map(({ answer }) => answer.status)).to.deep.equal([202, 202, 202, 202, 202]);
    for (const { tookMs } of answers) expect(tookMs).to.be.below(10_000);
    for (const [index, shopper] of shoppers.entries()) {
      const id = answers[index]?.answer.body.id;
      await eventually(async () => (await shopper.get(`/checkouts/${id}`)).body.status === 'confirmed', {
        withinMs: 30_000,
      });
    }
    expect((await shop.settledAudit()).differences).to.deep.equal([]);
  });

  it('lesson 8: refunds in parts, repeated, never above what was captured', async () => {
    const shopper = await shopperWithCart();
    const { body } = await shopper.buy();
    const admin = await shop.admin();
    const refund = (amountMinor: number, key: string) =>
      admin.post(
        `/admin/orders/${body.order.id}/refunds`,
        { amount: { amountMinor, currency: 'EUR' }, reason: 'damaged' },
        { 'idempotency-key': key },
      );
    const total = body.order.totals.total.amountMinor;
    const key = randomUUID();

    const first = await refund(500, key);
    const repeated = await Promise.all(Array.from({ length: 10 }, () => refund(500, key)));
    const tooMuch = await refund(total - 499, randomUUID());
    const rest = await refund(total - 500, randomUUID());

    expect(first.status, JSON.stringify(first.body)).to.equal(201);
    expect(first.body.status).to.equal('paid');
    expect(new Set(repeated.map(({ status }) => status))).to.deep.equal(new Set([201]));
    expect(tooMuch.status).to.equal(409);
    expect(rest.status).to.equal(201);
    expect(rest.body.payments[0].refunded.amountMinor).to.equal(total);
    expect((await shop.settledAudit()).differences).to.deep.equal([]);
  });

  it('cancels a paid order once: one refund, stock back', async () => {
    const { sku: own } = await shop.newProduct({ onHand: 5 });
    const shopper = shop.shopper();
    await shopper.addToCart(own, 2);
    const { body } = await shopper.buy();

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shopper.post(`/orders/${body.order.id}/cancellation`, {})),
    );

    expect(
      answers.every(({ status }) => status === 200 || status === 201 || status === 202),
      JSON.stringify(answers[0]?.body),
    ).to.equal(true);
    await eventually(async () => (await shop.stockOf(own)).onHand === 5);
    const { differences } = await shop.settledAudit();
    expect(differences).to.deep.equal([]);
  });
});
