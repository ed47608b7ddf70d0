import { Order } from '@evermart/contracts/http/order';
import { recordedPayment } from './recorded.ts';
import type { Step } from './step.ts';

/** Tells the order that it is paid, and what of it is backordered. */
export const settleOrder: Step = {
  name: 'settle-order',

  async run(entry, { services }) {
    const order = await services.order.call(
      {
        method: 'POST',
        path: `/orders/by-checkout/${entry.checkoutId}/settlement`,
        body: { payment: recordedPayment(entry), backordered: entry.backordered ?? [] },
        idempotent: true,
      },
      Order,
    );
    return { order };
  },
};
