import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { EventType } from '@evermart/contracts/events/event-types';
import type { ServiceName } from '@evermart/contracts/topology';
import { type Clock, systemClock } from './clock.ts';

export interface EventFactoryOptions {
  readonly service: ServiceName;
  readonly region: string;
  readonly clock?: Clock;
}

export interface NewEvent {
  readonly type: EventType;
  readonly subject: string;
  readonly data: unknown;
  /** Default: random. Give one where the same fact may be recorded twice, so that consumers see it once. */
  readonly id?: string;
}

/** Makes CloudEvents of one service. Record them in its outbox; never send them from a handler. */
export function createEventFactory({ service, region, clock = systemClock }: EventFactoryOptions) {
  const source = `/evermart/${region}/${service}`;
  return ({ type, subject, data, id = randomUUID() }: NewEvent): CloudEvent => ({
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time: clock.nowIso(),
    datacontenttype: 'application/json',
    data,
  });
}
export type EventFactory = ReturnType<typeof createEventFactory>;
