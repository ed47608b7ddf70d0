import type { PricedLine } from '@evermart/contracts/http/catalog';
import { type NewOrder, Order, type OrderLine } from '@evermart/contracts/http/order';
import { multiply } from '@evermart/contracts/money';
import { isServiceError } from '@evermart/kit/problem';
import { orderIdOf, orderNumberOf } from '../checkouts/checkout-id.ts';
import type { JournalEntry } from '../checkouts/journal-entry.ts';
import { recordedLines, recordedPayment, recordedTotals } from './recorded.ts';
import { RefusedError, type Step } from './step.ts';

/** Creates the order, or finds the one that is there: id and number come from the checkout id. */
export const createOrder: Step = {
  name: 'create-order',
  recordedWithNext: true,

  async run(entry, { services }) {
    try {
      await services.order.call(
        { method: 'PUT', path: `/orders/by-checkout/${entry.checkoutId}`, body: newOrderOf(entry) },
        Order.pick({ id: true }),
      );
      return {};
    } catch (error) {
      if (!isServiceError(error, 'invalid-state', 'validation-failed', 'body-too-large')) throw error;
      throw new RefusedError('invalid-state', 'The purchase was given up.', { cause: error });
    }
  },

  async compensate(entry, { services }) {
    await services.order.command({
      method: 'POST',
      path: `/orders/by-checkout/${entry.checkoutId}/abandonment`,
      idempotent: true,
    });
  },
};

function newOrderOf(entry: JournalEntry): NewOrder {
  const { checkoutId, request } = entry;
  return {
    id: orderIdOf(checkoutId),
    number: orderNumberOf(checkoutId),
    placedAt: entry.createdAt,
    visitorId: entry.visitorId,
    ...(entry.customerId === undefined ? {} : { customerId: entry.customerId }),
    email: request.email,
    locale: entry.locale,
    shippingAddress: request.shippingAddress,
    billingAddress: request.billingAddress ?? request.shippingAddress,
    shippingMethod: request.shippingMethod,
    lines: recordedLines(entry).map(orderLineOf),
    totals: recordedTotals(entry),
    payment: recordedPayment(entry),
  };
}

function orderLineOf({ sku, productSlug, name, image, unitPrice, quantity }: PricedLine): OrderLine {
  return { sku, productSlug, name, image, unitPrice, quantity, lineTotal: multiply(unitPrice, quantity) };
}
