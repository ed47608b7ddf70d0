import { OrderPaid, OrderPlaced } from '@evermart/contracts/events/order-events';
import { Order } from '@evermart/contracts/http/order';
import { expect } from 'chai';
import { type OrderUnderTest, startOrder } from './order-under-test.ts';

describe('an order of a purchase', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());

  it('is created once, asked 50 times at once', async () => {
    const { checkoutId, body } = service.authorizedCheckout();

    const answers = await Promise.all(Array.from({ length: 50 }, () => service.put(checkoutId, body)));

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([...Array.from({ length: 49 }, () => 200), 201]);
    expect(new Set(answers.map(({ body: order }) => JSON.stringify(order))).size).to.equal(1);
    const order = Order.parse(answers[0]?.body);
    expect(order).to.deep.include({ id: body.id, number: body.number, checkoutId, status: 'placed', flags: [] });
    expect(order.payments).to.deep.equal([body.payment]);
  });

  it('shows nothing of who placed it beyond the contract', async () => {
    const { order } = await service.place({ customerId: 'c-1' });

    expect(Object.keys(order).sort()).to.deep.equal(Object.keys(Order.shape).sort());
  });

  describe('lesson 9: an event is recorded with the row', () => {
    it('holds the whole order, as creation and settlement left it, and has an id of its fact', async () => {
      const { order, checkoutId } = await service.pay();

      const [placed, paid, ...others] = await service.eventsOf(order.id);

      expect(others).to.deep.equal([]);
      expect(OrderPlaced.parse(placed)).to.deep.include({ id: `${order.id}:placed`, subject: order.id });
      expect(OrderPlaced.parse(placed).data.order).to.deep.include({ status: 'placed', checkoutId });
      expect(OrderPaid.parse(paid)).to.deep.include({ id: `${order.id}:paid`, source: '/evermart/region-a/order' });
      expect(OrderPaid.parse(paid).data.order).to.deep.equal(order);
    });
  });

  it('turns paid once, with its captured payment and what is backordered', async () => {
    const { checkoutId } = await service.place();
    service.payments.capture(checkoutId);

    const answers = await Promise.all(Array.from({ length: 20 }, () => service.settle(checkoutId, ['SHIRT-M'])));

    const order = Order.parse(answers[0]?.body);
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).to.equal(1);
    expect(order).to.deep.include({ status: 'paid', flags: ['backordered'] });
    expect(order.payments[0]).to.deep.include({ status: 'captured', captured: { amountMinor: 2490, currency: 'EUR' } });
    expect(order.history.map(({ status }) => status)).to.deep.equal(['placed', 'paid']);
  });

  it('is answered as it stands when the purchase comes again later', async () => {
    const { checkoutId, order, body } = await service.pay();
    await service.ship(order.id);

    expect((await service.put(checkoutId, body)).body.status).to.equal('shipped');
    expect((await service.settle(checkoutId)).body.status).to.equal('shipped');
  });

  it('is answered as it stands when it was paid and cancelled since', async () => {
    const { checkoutId, order } = await service.pay({ customerId: 'c-1' });
    await service.as({ customerId: 'c-1' })('POST', `/orders/${order.id}/cancellation`, {});

    const { status, body } = await service.settle(checkoutId);

    expect([status, body.status]).to.deep.equal([200, 'cancelled']);
  });

  it('can not be made once the checkout was abandoned, by a worker that comes too late', async () => {
    const { checkoutId, body } = service.authorizedCheckout();

    expect((await service.abandon(checkoutId)).status).to.equal(204);
    expect((await service.abandon(checkoutId)).status).to.equal(204);
    expect((await service.put(checkoutId, body)).status).to.equal(409);
    expect((await service.settle(checkoutId)).status).to.equal(404);
  });

  it('is cancelled by the abandonment while it is placed, and stays so', async () => {
    const { checkoutId, order, body } = await service.place();

    expect((await service.abandon(checkoutId)).status).to.equal(204);
    expect((await service.present(order.id)).status).to.equal('cancelled');
    expect((await service.put(checkoutId, body)).status).to.equal(409);
    expect((await service.settle(checkoutId)).status).to.equal(409);
    expect((await service.eventsOf(order.id)).map(({ type }) => type)).to.deep.equal([
      'order.placed',
      'order.cancelled',
    ]);
  });

  it('can not be abandoned once it is paid', async () => {
    const { checkoutId, order } = await service.pay();

    expect((await service.abandon(checkoutId)).status).to.equal(409);
    expect((await service.present(order.id)).status).to.equal('paid');
  });

  it('is either made or forbidden when creation and abandonment come at once', async () => {
    for (let round = 0; round < 25; round += 1) {
      const { checkoutId, body } = service.authorizedCheckout();

      const [made, ...given] = await Promise.all([
        service.put(checkoutId, body),
        service.abandon(checkoutId),
        service.abandon(checkoutId),
      ]);

      expect(made.status).to.be.oneOf([201, 409]);
      expect(given.map(({ status }) => status)).to.deep.equal([204, 204]);
      expect((await service.put(checkoutId, body)).status).to.equal(409);
      if (made.status === 201) expect((await service.present(body.id)).status).to.equal('cancelled');
    }
  });

  it('belongs to checkout: no other service may make or settle one', async () => {
    const { checkoutId, body } = service.authorizedCheckout();

    const { status } = await service.as({})('PUT', `/orders/by-checkout/${checkoutId}`, body);

    expect(status).to.equal(403);
  });
});
