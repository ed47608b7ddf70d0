import { OrderRefunded } from '@evermart/contracts/events/order-events';
import { expect } from 'chai';
import fc from 'fast-check';
import { admin, eur, type OrderUnderTest, startOrder } from './order-under-test.ts';

describe('lesson 8: refunds of an order', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());
  afterEach(() => service.payments.trouble.set('none'));

  it('leave the status, show in payments and are published', async () => {
    const { order } = await service.pay();

    const { status, body } = await service.refund(order.id, 'k-1', 490);

    expect(status).to.equal(201);
    expect(body.status).to.equal('paid');
    expect(body.payments[0]).to.deep.include({ status: 'captured', refunded: eur(490) });
    const { data, id } = OrderRefunded.parse((await service.eventsOf(order.id)).at(-1));
    expect(data.amount).to.deep.equal(eur(490));
    expect(data.order).to.deep.equal(body);
    expect(id).to.equal(`${order.id}:refunded:${data.refundId}`);
  });

  it('happen once a key, asked 50 times at once, with one answer', async () => {
    const { order, checkoutId } = await service.pay();

    const answers = await Promise.all(Array.from({ length: 50 }, () => service.refund(order.id, 'same', 1000)));

    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).to.equal(1);
    expect(answers[0]?.status).to.equal(201);
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([1000]);
    expect((await service.eventsOf(order.id)).filter(({ type }) => type === 'order.refunded')).to.have.length(1);
  });

  it('refuse a key that stood for another refund, and a request without a key', async () => {
    const { order } = await service.pay();
    await service.refund(order.id, 'k', 100);

    expect((await service.refund(order.id, 'k', 101)).status).to.equal(422);
    expect((await service.refund(order.id, 'k', 100, 'another reason')).status).to.equal(422);
    const path = `/admin/orders/${order.id}/refunds`;
    const missing = await service.as(admin)('POST', path, { amount: eur(1), reason: 'x' });
    expect(missing.status).to.equal(400);
    expect(missing.body.type).to.equal('/problems/idempotency-key-missing');
  });

  it('never exceed the captured amount, and say what is left, each time the same', async () => {
    const { order } = await service.pay();
    await service.refund(order.id, 'k-1', 2000);

    const above = await service.refund(order.id, 'k-2', 491);
    const again = await service.refund(order.id, 'k-2', 491);

    expect([above.status, again.status]).to.deep.equal([409, 409]);
    expect(above.body.detail).to.contain('490');
    expect(again.body.detail).to.equal(above.body.detail);
    expect((await service.refund(order.id, 'k-3', 490)).body.payments[0].status).to.equal('refunded');
  });

  it('are impossible before the payment, for nothing and for less', async () => {
    const { order } = await service.place();

    expect((await service.refund(order.id, 'k', 1)).status).to.equal(409);
    expect((await service.refund(order.id, 'k', 0)).status).to.equal(422);
    expect((await service.refund(order.id, 'k', -5)).status).to.equal(422);
    expect((await service.refund('ord_nobody', 'k', 1)).status).to.equal(404);
  });

  it('whose answer was lost are made once when the key comes again', async () => {
    const { order, checkoutId } = await service.pay();
    service.payments.trouble.set('answer-lost');

    expect((await service.refund(order.id, 'lost', 700)).status).to.equal(503);
    service.payments.trouble.set('none');
    expect((await service.refund(order.id, 'lost', 700)).status).to.equal(201);
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([700]);
  });

  it('sum up to what was captured at most, with the cancellation among them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 2490 }), { minLength: 1, maxLength: 8 }), async (amounts) => {
        const { order, checkoutId } = await service.pay({ customerId: 'c-1' });

        const [cancelled, ...answers] = await Promise.all([
          service.as({ customerId: 'c-1' })('POST', `/orders/${order.id}/cancellation`, {}),
          ...amounts.map((amountMinor, index) => service.refund(order.id, `k-${index}`, amountMinor)),
        ]);

        const total = service.payments.refundsOf(checkoutId).reduce((sum, amount) => sum + amount, 0);
        const present = await service.present(order.id);
        expect(answers.every(({ status }) => status === 201 || status === 409)).to.equal(true);
        expect(total).to.be.at.most(2490);
        expect(present.payments[0].refunded.amountMinor).to.equal(total);
        if (cancelled.status === 200) expect([present.status, total]).to.deep.equal(['cancelled', 2490]);
        else expect(present.status).to.equal('paid');
      }),
      { numRuns: 20 },
    );
  });
});
