import type { EventType } from '@evermart/contracts/events/event-types';
import type { EventFactory } from '@evermart/kit/events';

/**
 * Ends the statements that change an order: its event is recorded with the whole order in it, as the change left it.
 * Such a statement has a first part `changed` that returns the `document`, and the event's envelope as `$2`. The
 * event's id becomes `<order id>:<envelope's id>`, so that the same fact is seen once even after a failover.
 */
export const recordChanged = `
  recorded AS (
    INSERT INTO outbox (event)
    SELECT jsonb_set($2::jsonb, '{data,order}', document) || jsonb_build_object(
      'subject', document ->> 'id',
      'id', concat_ws(':', document ->> 'id', $2::jsonb ->> 'id')
    )
    FROM changed
  )`;

export const publishChanged = `${recordChanged} SELECT document FROM changed`;

export type OrderEventType = Extract<EventType, `order.${string}`>;

/** An event of an order that SQL completes. `key` tells facts of one kind apart, as two refunds of an order. */
export function envelopeOf(
  event: EventFactory,
  type: OrderEventType,
  { key, data = {} }: { key?: string; data?: object } = {},
) {
  const fact = type.replace('order.', '');
  const envelope = event({ type, subject: '', id: key === undefined ? fact : `${fact}:${key}`, data });
  return { json: JSON.stringify(envelope), at: envelope.time };
}
