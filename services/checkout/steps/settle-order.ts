import { Order } from '@evermart/contracts/http/order';
import { isServiceError } from '@evermart/kit/problem';
import type { JournalEntry } from '../checkouts/journal-entry.ts';
import { createOrder } from './create-order.ts';
import { recordedPayment } from './recorded.ts';
import type { Services, Step } from './step.ts';

/** Tells the order that it is paid, and what of it is backordered. An order whose row was lost is made again first. */
export const settleOrder: Step = {
  name: 'settle-order',

  async run(entry, deps) {
    try {
      return { order: await settle(entry, deps.services) };
    } catch (error) {
      if (!isServiceError(error, 'not-found')) throw error;
      await createOrder.run(entry, deps);
      return { order: await settle(entry, deps.services) };
    }
  },
};

function settle(entry: JournalEntry, { order }: Services): Promise<Order> {
  return order.call(
    {
      method: 'POST',
      path: `/orders/by-checkout/${entry.checkoutId}/settlement`,
      body: { payment: recordedPayment(entry), backordered: entry.backordered ?? [] },
      idempotent: true,
    },
    Order,
  );
}
