import { type OrderStatus, orderStatuses } from '@evermart/contracts/http/order';
import { expect } from 'chai';
import fc from 'fast-check';
import { transitions } from '../orders/order-states.ts';
import { admin, type OrderUnderTest, startOrder } from './order-under-test.ts';

const customer = { customerId: 'c-1' };

describe('the states of an order', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());

  it('know every status, and lead from `placed` to an end without a circle', () => {
    expect(Object.keys(transitions).sort()).to.deep.equal([...orderStatuses].sort());
    const longestFrom = (status: OrderStatus): number =>
      1 + Math.max(0, ...transitions[status].map((next) => longestFrom(next)));
    expect(longestFrom('placed')).to.equal(5);
  });

  it('are only left along the named transitions, whatever is asked, also at once', async () => {
    const wish = fc.constantFrom('settle', 'ship', 'deliver', 'cancel', 'abandon', 'refund');
    const rounds = fc.array(fc.array(wish, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(rounds, async (sequence) => {
        const { order, checkoutId } = await service.place(customer);
        let key = 0;
        const wishes: Record<string, () => Promise<unknown>> = {
          settle: async () => service.payments.capture(checkoutId) && service.settle(checkoutId),
          ship: () => service.ship(order.id),
          deliver: () => service.as(admin)('POST', `/admin/orders/${order.id}/deliveries`),
          cancel: () => service.as(customer)('POST', `/orders/${order.id}/cancellation`, {}),
          // As the saga does: it abandons only what it could void.
          abandon: async () => service.payments.bodyOf(checkoutId).status === 'voided' && service.abandon(checkoutId),
          refund: () => service.refund(order.id, `k-${++key}`, 100),
        };
        for (const names of sequence) await Promise.all(names.map((name) => wishes[name]?.()));

        const present = await service.present(order.id);
        const path = present.history.map(({ status }: { status: OrderStatus }) => status);
        const payment = service.payments.bodyOf(checkoutId);
        for (const [index, status] of path.slice(1).entries()) {
          expect(transitions[path[index] as OrderStatus], path.join()).to.include(status);
        }
        expect(path.at(-1)).to.equal(present.status);
        expect(present.status === 'cancelled').to.equal(payment.status === 'voided' || path.includes('cancelled'));
        if (present.status === 'cancelled') expect(payment.captured).to.deep.equal(payment.refunded);
        const events = (await service.eventsOf(order.id))
          .map(({ type }) => type)
          .filter((type) => type !== 'order.refunded');
        expect(events).to.deep.equal(path.map((status: string) => `order.${status}`));
      }),
      { numRuns: 40 },
    );
  });

  it('move on by shipment and delivery, once each', async () => {
    const { order } = await service.pay();
    const ship = { carrier: 'Post', trackingNumber: 'T1' };

    const shipped = await service.as(admin)('POST', `/admin/orders/${order.id}/shipments`, ship);
    const twice = await service.as(admin)('POST', `/admin/orders/${order.id}/shipments`, ship);
    const delivered = await service.as(admin)('POST', `/admin/orders/${order.id}/deliveries`);

    expect(shipped.status).to.equal(201);
    expect(shipped.body.shipments[0]).to.deep.include(ship);
    expect(twice.status).to.equal(409);
    expect(delivered.body.status).to.equal('delivered');
  });
});
