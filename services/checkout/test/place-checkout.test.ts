import { randomUUID } from 'node:crypto';
import { ServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { bodyOf, type CheckoutUnderTest, startCheckoutUnderTest } from './checkout-under-test.ts';

describe('placing a checkout', () => {
  let checkout: CheckoutUnderTest;

  before(async () => {
    checkout = await startCheckoutUnderTest();
  });

  after(() => checkout.close());

  it('confirms a purchase with the order, charges its total once and empties the cart', async () => {
    const shopper = checkout.shopper();

    const { status, body } = await shopper.buy();

    expect(status).to.equal(201);
    expect(body.status).to.equal('confirmed');
    expect(body.order).to.include({ checkoutId: body.id, status: 'paid' });
    expect(body.order.totals.total).to.deep.equal({ amountMinor: 2_490, currency: 'EUR' });
    expect(checkout.standIns.payments.get(body.id)).to.include({ status: 'captured', charges: 1, amountMinor: 2_490 });
    expect(checkout.standIns.reservations.get(body.id)).to.equal('committed');
    expect(shopper.cart().lines).to.deep.equal([]);
    await eventually(() => shopper.cart().claims.size === 0);
  });

  it('publishes that it started and was confirmed, and then leaves nothing open', async () => {
    const { body } = await checkout.shopper().buy();

    const events = await eventually(() => {
      const seen = checkout.topic.events().filter(({ subject }) => subject === body.id);
      return seen.length === 2 && seen;
    });
    const entry = await eventually(async () => {
      const journalled = await checkout.journal.get(body.id);
      return journalled?.openShard === undefined && journalled;
    });

    expect(events.map(({ type }) => type)).to.have.members(['checkout.started', 'checkout.confirmed']);
    expect(entry.outbox).to.deep.equal([]);
    expect(entry.request.payment).to.deep.equal({ provider: 'sandbox' });
  });

  it('lesson 3: the same key sent 50 times at once gives one order, one charge and one answer', async () => {
    const shopper = checkout.shopper();
    const key = randomUUID();

    const answers = await Promise.all(Array.from({ length: 50 }, () => shopper.buy(bodyOf(), key)));
    const later = await shopper.buy(bodyOf(), key);

    const ids = new Set(answers.map(({ body }) => body.id));
    expect([...ids]).to.deep.equal([later.body.id]);
    expect(answers.filter(({ status }) => status === 201)).to.have.length.of.at.least(1);
    expect(answers.every(({ status }) => status === 201 || status === 202)).to.equal(true);
    expect(later.status).to.equal(201);
    expect(checkout.standIns.payments.get(later.body.id)?.charges).to.equal(1);
  });

  it('lesson 3: the same key with another body is refused and changes nothing', async () => {
    const shopper = checkout.shopper();
    const key = randomUUID();
    const first = await shopper.buy(bodyOf(), key);

    const second = await shopper.buy(bodyOf({ shippingMethod: 'express' }), key);

    expect(second.status).to.equal(422);
    expect(second.body.type).to.equal('/problems/idempotency-key-reused');
    expect((await shopper.buy(bodyOf(), key)).body).to.deep.equal(first.body);
  });

  it('makes one order of one cart bought under two keys', async () => {
    const shopper = checkout.shopper();

    const answers = await Promise.all([shopper.buy(), shopper.buy()]);

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.type).to.equal('/problems/cart-empty');
  });

  it('answers 402 with the checkout id for a declined card, gives the cart back, and says so again', async () => {
    const shopper = checkout.shopper();
    const key = randomUUID();
    const declined = bodyOf({ payment: { provider: 'sandbox', token: 'tok_declined' } });

    const answer = await shopper.buy(declined, key);
    const again = await shopper.buy(declined, key);

    expect(answer.status).to.equal(402);
    expect(again.body).to.include({ checkoutId: answer.body.checkoutId, type: '/problems/payment-declined' });
    expect(shopper.cart().lines).to.deep.equal([{ sku: 'SKU-1', quantity: 2 }]);
    expect(checkout.standIns.reservations.get(answer.body.checkoutId)).to.equal('released');
    expect((await shopper.buy()).status).to.equal(201);
  });

  it('answers 409 when stock is short and charges nothing', async () => {
    const shopper = checkout.shopper();
    const errors = [{ path: 'SKU-1', message: 'sold out' }];
    checkout.standIns.fail(/^PUT \/reservations/, { error: new ServiceError('out-of-stock', 'short', { errors }) });

    const { status, body } = await shopper.buy();

    expect(status).to.equal(409);
    expect(body).to.deep.include({ type: '/problems/out-of-stock', errors });
    expect(checkout.standIns.payments.has(body.checkoutId)).to.equal(false);
    expect(shopper.cart().lines).to.have.length(1);
  });

  it('lesson 6: a total that the client expected and the server does not find is refused', async () => {
    const shopper = checkout.shopper();

    const refused = await shopper.buy(bodyOf({ expectedTotal: { amountMinor: 1, currency: 'EUR' } }));
    const accepted = await shopper.buy(bodyOf({ expectedTotal: { amountMinor: 2_490, currency: 'EUR' } }));

    expect(refused.body.type).to.equal('/problems/total-changed');
    expect(accepted.status).to.equal(201);
  });

  it('refuses what it can not do before anything is written', async () => {
    const shopper = checkout.shopper();
    const before = checkout.standIns.calls.length;

    const answers = await Promise.all([
      shopper.buy(bodyOf({ shippingMethod: 'teleport' })),
      shopper.buy(bodyOf({ total: 1 })),
      shopper.buy(bodyOf({ payment: { provider: 'sandbox', token: '4242424242424242' } })),
    ]);

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422]);
    expect(checkout.standIns.calls.slice(before).filter((call) => !call.startsWith('GET'))).to.deep.equal([]);
  });

  it('answers an empty cart with the id that the purchase would have, and journals nothing', async () => {
    const { status, body } = await checkout.shopper([]).buy();

    expect({ status, type: body.type }).to.deep.equal({ status: 409, type: '/problems/cart-empty' });
    expect(body.checkoutId).to.be.a('string');
    expect(await checkout.journal.get(String(body.checkoutId))).to.equal(undefined);
  });

  it('gives up an order that is too large to be written, before it is paid', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/^PUT \/orders/, { error: new ServiceError('body-too-large', 'too large') });

    const { status, body } = await shopper.buy();

    expect({ status, type: body.type }).to.deep.equal({ status: 409, type: '/problems/invalid-state' });
    expect(checkout.standIns.payments.get(body.checkoutId)).to.include({ status: 'voided', charges: 0 });
    expect(shopper.cart().lines).to.have.length(1);
  });

  it('refuses a cart that no reservation can hold, and leaves it as it is', async () => {
    const lines = Array.from({ length: 101 }, (_, index) => ({ sku: `SKU-${index}`, quantity: 1 }));
    const shopper = checkout.shopper(lines);

    const { status, body } = await shopper.buy();

    expect(status).to.equal(422);
    expect(body.detail).to.include('at most 100');
    expect(shopper.cart().lines).to.have.length(101);
  });

  it('answers as early as its caller stops waiting', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.hang(/^PUT \/payments/);
    const startedMs = performance.now();

    const { status } = await shopper.buy(bodyOf(), randomUUID(), { 'x-deadline-ms': '1500' });
    const tookMs = performance.now() - startedMs;
    checkout.standIns.release();

    expect(status).to.equal(202);
    expect(tookMs).to.be.below(1_500);
  });

  it("lesson 11: a customer's checkout is not shown to the next customer of the same browser", async () => {
    const visitorId = randomUUID();
    const buyer = checkout.shopper(undefined, { visitorId, customerId: 'c-1' });
    const { body } = await buyer.buy();

    const next = await checkout.shopper(undefined, { visitorId, customerId: 'c-2' }).get(`/checkouts/${body.id}`);
    const signedOut = await checkout.shopper(undefined, { visitorId }).get(`/checkouts/${body.id}`);

    expect((await buyer.get(`/checkouts/${body.id}`)).body.order.id).to.equal(body.order.id);
    expect(next.status).to.equal(404);
    expect(signedOut.body).to.deep.equal({ id: body.id, status: 'confirmed' });
  });

  it('lesson 11: shows a checkout to its visitor and to nobody else', async () => {
    const shopper = checkout.shopper();
    const { body } = await shopper.buy();

    expect((await shopper.get(`/checkouts/${body.id}`)).body).to.deep.equal(body);
    expect((await checkout.shopper().get(`/checkouts/${body.id}`)).status).to.equal(404);
  });
});
