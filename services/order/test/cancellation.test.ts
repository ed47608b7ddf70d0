import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { type OrderUnderTest, startOrder } from './order-under-test.ts';

const customer = { customerId: 'c-1' };

describe('cancelling an order', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());
  afterEach(() => {
    service.payments.trouble.set('none');
    service.catalog.trouble.set('none');
  });

  const cancel = (orderId: string) => service.as(customer)('POST', `/orders/${orderId}/cancellation`, {});
  const typesOf = async (orderId: string) => (await service.eventsOf(orderId)).map(({ type }) => type);

  it('refunds a paid one once and puts its goods back, asked 20 times at once', async () => {
    const { order, checkoutId } = await service.pay(customer);

    const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(order.id)));

    expect(new Set(answers.map(({ status, body }) => `${status} ${body.status}`))).to.deep.equal(
      new Set(['200 cancelled']),
    );
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([2490]);
    expect(service.catalog.verbsFor(checkoutId)).to.deep.equal(['restock']);
    const present = await service.present(order.id);
    expect(present.payments[0]).to.deep.include({
      status: 'refunded',
      refunded: { amountMinor: 2490, currency: 'EUR' },
    });
    expect(await typesOf(order.id)).to.deep.equal(['order.placed', 'order.paid', 'order.cancelled']);
  });

  it('voids one that is placed and frees its reservation', async () => {
    const { order, checkoutId } = await service.place(customer);

    const { status, body } = await cancel(order.id);

    expect(status).to.equal(200);
    expect(body).to.deep.include({ status: 'cancelled' });
    expect(body.payments[0].status).to.equal('voided');
    expect(service.catalog.verbsFor(checkoutId)).to.deep.equal(['release']);
    expect(service.payments.capture(checkoutId)).to.equal(false);
  });

  it('is refused while the order is being paid, and the purchase goes on', async () => {
    const { order, checkoutId } = await service.place(customer);
    service.payments.capture(checkoutId);

    const { status, body } = await cancel(order.id);

    expect(status).to.equal(409);
    expect(body.detail).to.contain('being paid');
    expect((await service.settle(checkoutId)).body.status).to.equal('paid');
    expect((await cancel(order.id)).body.status).to.equal('cancelled');
  });

  it('comes too late for an order that was shipped', async () => {
    const { order, checkoutId } = await service.pay(customer);
    await service.ship(order.id);

    expect((await cancel(order.id)).status).to.equal(409);
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([]);
  });

  it('gives back only what earlier refunds have left', async () => {
    const { order, checkoutId } = await service.pay(customer);
    await service.refund(order.id, 'part', 490);

    expect((await cancel(order.id)).status).to.equal(200);
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([490, 2000]);
  });

  it('waits for a refund whose outcome is unknown', async () => {
    const { order, checkoutId } = await service.pay(customer);
    service.payments.trouble.set('answer-lost');
    await service.refund(order.id, 'lost', 490);
    service.payments.trouble.set('none');

    const { status, body } = await cancel(order.id);

    expect(status).to.equal(409);
    expect(body.detail).to.contain('refund of this order is under way');
    await service.refund(order.id, 'lost', 490);
    expect((await cancel(order.id)).body.status).to.equal('cancelled');
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([490, 2000]);
  });

  it('waits for a payment that is behind the order after a failover, instead of keeping the money', async () => {
    const { order, checkoutId } = await service.pay(customer);
    service.payments.forgetCapture(checkoutId);

    expect((await cancel(order.id)).status).to.equal(503);
    service.payments.capture(checkoutId);
    expect((await cancel(order.id)).body.status).to.equal('cancelled');
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([2490]);
  });

  it('is given up when the refund is refused: the order goes on', async () => {
    const { order, checkoutId } = await service.pay(customer);
    service.payments.trouble.set('refuses-refunds');

    const { status, body } = await cancel(order.id);
    service.payments.trouble.set('none');

    expect(status).to.equal(409);
    expect(body.detail).to.contain('the provider refuses');
    expect(service.catalog.verbsFor(checkoutId)).to.deep.equal([]);
    expect((await service.ship(order.id)).status).to.equal(201);
  });

  it('is possible again after a refund that was refused', async () => {
    const { order, checkoutId } = await service.pay(customer);
    service.payments.trouble.set('refuses-refunds');
    expect((await cancel(order.id)).status).to.equal(409);
    service.payments.trouble.set('none');

    const { status, body } = await cancel(order.id);

    expect([status, body.status]).to.deep.equal([200, 'cancelled']);
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([2490]);
  });

  it('ends with either the shipment or the cancellation when both come at once, and money follows', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { order, checkoutId } = await service.pay(customer);

      const [cancelled, shipped] = await Promise.all([cancel(order.id), service.ship(order.id)]);

      const { status } = await service.present(order.id);
      expect([cancelled.status, shipped.status]).to.deep.equal(status === 'cancelled' ? [200, 409] : [409, 201]);
      expect(service.payments.refundsOf(checkoutId)).to.deep.equal(status === 'cancelled' ? [2490] : []);
    }
  });

  it('never leaves a captured payment on a cancelled order when capture and cancellation come at once', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { order, checkoutId } = await service.place(customer);
      const purchase = async () => {
        if (!service.payments.capture(checkoutId)) return service.abandon(checkoutId);
        return service.settle(checkoutId);
      };

      await Promise.all([cancel(order.id), purchase()]);

      const { status } = await service.present(order.id);
      const payment = service.payments.bodyOf(checkoutId);
      expect([status, payment.status]).to.be.deep.oneOf([
        ['paid', 'captured'],
        ['cancelled', 'voided'],
        ['cancelled', 'refunded'],
      ]);
    }
  });

  describe('lesson 7: payment or catalog is away, or its answer is lost', () => {
    for (const [name, trouble] of [
      ['payment', 'away'],
      ['payment', 'answer-lost'],
      ['catalog', 'away'],
      ['catalog', 'answer-lost'],
    ] as const) {
      it(`is answered 503 and carried out once when asked again (${name} ${trouble})`, async () => {
        const { order, checkoutId } = await service.pay(customer);
        service[name === 'payment' ? 'payments' : 'catalog'].trouble.set(trouble);

        expect((await cancel(order.id)).status).to.equal(503);
        expect((await service.ship(order.id)).status).to.equal(409);
        expect((await service.refund(order.id, 'meanwhile', 1)).status).to.equal(409);
        service.payments.trouble.set('none');
        service.catalog.trouble.set('none');

        expect((await cancel(order.id)).body.status).to.equal('cancelled');
        expect(service.payments.refundsOf(checkoutId)).to.deep.equal([2490]);
      });
    }
  });
});

describe('lesson 4: cancellations and refunds that were left behind', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder({ takesOver: true, takeOverAfterMs: 200 });
  });
  after(() => service.stop());

  it('are finished by the take-over once payment and catalog are back', async () => {
    const cancelled = await service.pay(customer);
    const refunded = await service.pay(customer);
    service.payments.trouble.set('answer-lost');
    service.catalog.trouble.set('away');

    await service.as(customer)('POST', `/orders/${cancelled.order.id}/cancellation`, {});
    await service.refund(refunded.order.id, 'lost', 100);
    service.payments.trouble.set('none');
    service.catalog.trouble.set('none');

    await eventually(async () => (await service.present(cancelled.order.id)).status === 'cancelled');
    await eventually(async () => (await service.present(refunded.order.id)).payments[0].refunded.amountMinor === 100);
    expect(service.payments.refundsOf(cancelled.checkoutId)).to.deep.equal([2490]);
    expect(service.payments.refundsOf(refunded.checkoutId)).to.deep.equal([100]);
    expect(service.catalog.verbsFor(cancelled.checkoutId)).to.deep.equal(['restock']);
  });
});
