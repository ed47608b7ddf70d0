import { randomUUID } from 'node:crypto';
import { type Order, Order as OrderSchema } from '@evermart/contracts/http/order';
import { money } from '@evermart/contracts/money';
import { createEventFactory } from '@evermart/kit/events';

const euros = (amountMinor: number) => money(amountMinor, 'EUR');
const orderEvent = createEventFactory({ service: 'order', region: 'region-a' });
const userEvent = createEventFactory({ service: 'user', region: 'region-a' });

const address = { name: 'Ada Lovelace', line1: 'Main Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

/** Two mugs and a lamp for 74.96, of a customer with a mailbox of her own. */
export function sampleOrder(more: Partial<Order> = {}): Order {
  const id = randomUUID();
  return OrderSchema.parse({
    id,
    number: `EM-${id.slice(0, 8).toUpperCase()}`,
    checkoutId: `checkout-${id}`,
    status: 'paid',
    flags: [],
    placedAt: '2026-11-24T07:00:00.000Z',
    email: `${id}@evermart.test`,
    locale: 'en',
    shippingAddress: address,
    billingAddress: address,
    shippingMethod: 'standard',
    lines: [line('MUG', 'Mug, Blue', 1_499, 2), line('LAMP', 'Lamp “Noor”, Brass', 3_999, 1)],
    totals: {
      subtotal: euros(6_997),
      discount: euros(0),
      shipping: euros(499),
      tax: euros(1_197),
      total: euros(7_496),
    },
    payments: [payment(0)],
    shipments: [],
    history: [],
    ...more,
  });
}

export function payment(refundedMinor: number): Order['payments'][number] {
  return {
    id: 'payment-1',
    provider: 'sandbox',
    status: 'captured',
    authorized: euros(7_496),
    captured: euros(7_496),
    refunded: euros(refundedMinor),
  };
}

function line(sku: string, name: string, unitMinor: number, quantity: number): Order['lines'][number] {
  return {
    sku,
    productSlug: sku.toLowerCase(),
    name,
    image: { url: `/media/${sku}.svg`, alt: name },
    unitPrice: euros(unitMinor),
    quantity,
    lineTotal: euros(unitMinor * quantity),
  };
}

export type OrderFact = 'order.paid' | 'order.shipped' | 'order.cancelled';

export function orderFact(type: OrderFact, order: Order) {
  return orderEvent({ type, subject: order.id, data: { order } });
}

export function refundOf(order: Order, amountMinor: number, refundId = randomUUID()) {
  return orderEvent({
    type: 'order.refunded',
    subject: order.id,
    data: { order, refundId, amount: euros(amountMinor) },
  });
}

export function userFact(type: 'user.registered' | 'user.updated', customerId: string) {
  return userEvent({ type, subject: customerId, data: { customerId } });
}
