import { z } from 'zod';
import { Order } from '../http/order.ts';
import { Money } from '../money.ts';
import { cloudEvent } from './cloud-event.ts';

/** The whole order, so that a consumer (an e-mail, the lake) needs no call back. */
const OrderData = z.object({ order: Order });

export const OrderPlaced = cloudEvent('order.placed', OrderData);
export const OrderPaid = cloudEvent('order.paid', OrderData);
export const OrderShipped = cloudEvent('order.shipped', OrderData);
export const OrderDelivered = cloudEvent('order.delivered', OrderData);
export const OrderCancelled = cloudEvent('order.cancelled', OrderData);
export const OrderRefunded = cloudEvent('order.refunded', OrderData.extend({ refundId: z.string(), amount: Money }));

export type OrderPlaced = z.infer<typeof OrderPlaced>;
export type OrderPaid = z.infer<typeof OrderPaid>;
export type OrderShipped = z.infer<typeof OrderShipped>;
export type OrderDelivered = z.infer<typeof OrderDelivered>;
export type OrderCancelled = z.infer<typeof OrderCancelled>;
export type OrderRefunded = z.infer<typeof OrderRefunded>;
