import { OrderCancelled, OrderPaid, OrderRefunded, OrderShipped } from '@evermart/contracts/events/order-events';
import { UserRegistered, UserUpdated } from '@evermart/contracts/events/user-events';
import { z } from 'zod';

/** What the queue's filter lets through. */
export const NotificationEvent = z.discriminatedUnion('type', [
  OrderPaid,
  OrderShipped,
  OrderCancelled,
  OrderRefunded,
  UserRegistered,
  UserUpdated,
]);
export type NotificationEvent = z.infer<typeof NotificationEvent>;
