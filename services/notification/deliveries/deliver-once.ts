import type { Logger } from '@evermart/kit/log';
import { unavailable } from '@evermart/kit/problem';
import { MailError } from '../transport/mail-error.ts';
import type { Mail, MailTransport } from '../transport/mail-transport.ts';
import type { DeliveryRepository, Outcome } from './delivery-repository.ts';

export interface Notification {
  /** The fact that it tells of: two events of one fact are one notification. */
  readonly id: string;
  readonly eventId: string;
  /** `undefined` where there is nobody to write to. */
  readonly compose: () => Promise<Mail | undefined>;
}

export interface DeliverOnceDeps {
  readonly deliveries: DeliveryRepository;
  readonly transport: MailTransport;
  readonly logger: Logger;
}

/**
 * Sends a notification once, however often it is asked for. No mail system takes an idempotency key, so a crash in the
 * moment between its acceptance and our mark repeats the mail, with the same Message-ID, after the lease; nothing else does.
 *
 * @throws ServiceError `dependency-unavailable`: ask again later. Whatever else `compose` throws is passed on.
 */
export function createDeliverOnce({ deliveries, transport, logger }: DeliverOnceDeps) {
  return async function deliver(notification: Notification): Promise<void> {
    const { id: notificationId, eventId } = notification;
    const beginning = await deliveries.begin(notificationId, eventId);
    if (beginning.state === 'done') return;
    if (beginning.state === 'busy') throw unavailable('The notification', new Error('another attempt is under way'));

    let outcome: Outcome;
    try {
      outcome = await send(notification);
    } catch (error) {
      await deliveries.release(notificationId, beginning.attemptId);
      throw error instanceof MailError ? unavailable('The mail system', error) : error;
    }
    await deliveries.end(notificationId, outcome);
    logger.info({ event: 'notification.ended', notificationId, outcome });
  };

  async function send({ id, compose }: Notification): Promise<Outcome> {
    const mail = await compose();
    if (mail === undefined) return 'skipped';
    try {
      await transport.send(mail, id);
      return 'sent';
    } catch (error) {
      if (error instanceof MailError && error.permanent) return 'undeliverable';
      throw error;
    }
  }
}
export type DeliverOnce = ReturnType<typeof createDeliverOnce>;
