import type { Profile } from '@evermart/contracts/http/user';
import type { DeliverOnce } from '../deliveries/deliver-once.ts';
import type { OrderMailComposer } from '../mails/order-mails.ts';
import type { WelcomeMailComposer } from '../mails/welcome-mail.ts';
import type { NotificationEvent } from './notification-event.ts';

export interface HandleEventDeps {
  readonly deliver: DeliverOnce;
  readonly composeOrderMail: OrderMailComposer;
  readonly composeWelcomeMail: WelcomeMailComposer;
  /** `undefined` for a customer who is no longer there. */
  readonly findCustomer: (customerId: string) => Promise<Profile | undefined>;
}

/**
 * Each event to its notification, whose id is the fact and not the event: an order that is made again after a failover
 * tells of its payment in a second event. Order mails always go out; they are part of the purchase.
 */
export function createEventHandler({ deliver, composeOrderMail, composeWelcomeMail, findCustomer }: HandleEventDeps) {
  return async function handle(event: NotificationEvent): Promise<void> {
    const eventId = event.id;
    switch (event.type) {
      case 'order.paid':
      case 'order.shipped':
      case 'order.cancelled':
      case 'order.refunded': {
        const compose = async () => composeOrderMail(event);
        return deliver({ id: orderFact(event), eventId, compose });
      }
      case 'user.registered': {
        const { customerId } = event.data;
        const compose = async () => {
          const profile = await findCustomer(customerId);
          return profile && composeWelcomeMail(profile);
        };
        return deliver({ id: `${event.type}/${customerId}`, eventId, compose });
      }
      case 'user.updated':
        return;
    }
  };
}

type OrderEvent = Extract<NotificationEvent, { type: `order.${string}` }>;

function orderFact(event: OrderEvent): string {
  const { order } = event.data;
  const fact = `${event.type}/${order.id}`;
  if (event.type === 'order.refunded') return `${fact}/${event.data.refundId}`;
  if (event.type === 'order.shipped') return `${fact}/${order.shipments.at(-1)?.id ?? ''}`;
  return fact;
}
