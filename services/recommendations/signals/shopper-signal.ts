import { cloudEvent } from '@evermart/contracts/events/cloud-event';
import { ShopperAddedToCart, ShopperProductViewed } from '@evermart/contracts/events/shopper-events';
import { Order } from '@evermart/contracts/http/order';
import { z } from 'zod';

/** Of a paid order nothing but its lines is read: who bought, and where it goes, is nobody's business here. */
const OrderPaid = cloudEvent('order.paid', z.object({ order: Order.pick({ lines: true }) }));

/** Everything that the queue's filter lets through. */
export const ShopperSignal = z.discriminatedUnion('type', [OrderPaid, ShopperProductViewed, ShopperAddedToCart]);
export type ShopperSignal = z.infer<typeof ShopperSignal>;
