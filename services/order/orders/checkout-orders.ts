import type { NewOrder, Order, OrderSettlement } from '@evermart/contracts/http/order';
import { ServiceError } from '@evermart/kit/problem';
import { impossible, noOrder } from './order-problems.ts';
import type { OrderRepository } from './order-repository.ts';

/** An order that is being placed at this very moment is there at the next look. */
const maxLooks = 5;

/** What the purchase does to its order. All idempotent by checkout id, and safe against a worker that comes too late. */
export function createCheckoutOrders({ orders }: { orders: OrderRepository }) {
  return { place, settle, abandon };

  /** @throws ServiceError `invalid-state` when the checkout was abandoned before */
  async function place(checkoutId: string, newOrder: NewOrder): Promise<{ order: Order; isNew: boolean }> {
    const created = await orders.create(checkoutId, newOrder);
    if (created !== undefined) return { order: created, isNew: true };
    const known = await orders.outcomeOf(checkoutId);
    if (known?.outcome !== 'placed' || known.order === null) throw abandoned();
    return { order: known.order, isNew: false };
  }

  /** @throws ServiceError `not-found` without an order, `invalid-state` when it was cancelled before it was paid */
  async function settle(checkoutId: string, settlement: OrderSettlement): Promise<Order> {
    const settled = await orders.settle(checkoutId, settlement);
    if (settled !== undefined) return settled;
    const known = (await orders.outcomeOf(checkoutId))?.order;
    if (known == null) throw noOrder();
    // Paid and cancelled since is an order that was paid: a purchase that comes again must not take it for one that never was.
    if (!known.history.some(({ status }) => status === 'paid')) throw impossible('paid', known);
    return known;
  }

  /** @throws ServiceError `invalid-state` once the order is paid */
  async function abandon(checkoutId: string): Promise<void> {
    for (let look = 1; look <= maxLooks; look += 1) {
      if (await orders.abandon(checkoutId)) return;
      const known = await orders.outcomeOf(checkoutId);
      if (known?.outcome === 'abandoned' || known?.order?.status === 'cancelled') return;
      if (known?.order != null && known.order.status !== 'placed') throw impossible('abandoned', known.order);
    }
    throw new ServiceError('version-conflict', 'The order is changing at this moment. Try again.');
  }
}
export type CheckoutOrders = ReturnType<typeof createCheckoutOrders>;

function abandoned(): ServiceError {
  return new ServiceError('invalid-state', 'This checkout was given up: it can not become an order any more.');
}
