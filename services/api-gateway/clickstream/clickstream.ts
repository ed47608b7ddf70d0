import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { queues } from '@evermart/contracts/topology';
import type { EventPublisher } from '@evermart/kit/event-publisher';
import type { EventFactory } from '@evermart/kit/events';
import type { Logger } from '@evermart/kit/log';
import { createPoller } from '@evermart/kit/poller';
import { counter } from '@evermart/kit/telemetry';
import type { ClickstreamSink } from './kinesis-sink.ts';
import type { ShopperActivity } from './shopper-activity.ts';

export interface ClickstreamDeps {
  readonly createEvent: EventFactory;
  /** Everything goes there, for the lake. */
  readonly stream: ClickstreamSink;
  /** Only what a queue of the topology waits for. */
  readonly topic: EventPublisher;
  readonly logger: Logger;
  readonly flushMs?: number;
}

/** About 10 s of a busy shop: beyond it the newest are dropped, since no shopper may wait for statistics. */
const maxBuffered = 10_000;
const maxBatch = 500;
const anonymous = 'anonymous';

const awaited = new Set<string>(
  queues
    .flatMap(({ subscriptions }) => subscriptions)
    .filter(({ topic }) => topic === 'api-gateway-events')
    .flatMap(({ types }) => types),
);
const dropped = counter('evermart.clickstream.dropped', 'Shopper events that were not kept');

/** What shoppers do, best effort: recording never waits and never fails. Ids and slugs only, never personal data. */
export function createClickstream({ createEvent, stream, topic, logger, flushMs = 500 }: ClickstreamDeps) {
  let buffer: CloudEvent[] = [];
  const poller = createPoller({ name: 'clickstream', logger, idleMs: flushMs, work: flush });

  return {
    record(visitorId: string = anonymous, { type, data }: ShopperActivity): void {
      if (buffer.length >= maxBuffered) {
        dropped.add(1);
        return;
      }
      buffer.push(createEvent({ type, subject: visitorId, data: { visitorId, ...data } }));
    },
    /** Sends what is left. */
    async stop(): Promise<void> {
      await poller.stop();
      await flush().catch(() => undefined);
      stream.close();
      topic.close();
    },
  };

  /** What can't be sent is dropped: a shop that is busy with old events has no time for new ones. */
  async function flush(): Promise<'more' | 'idle'> {
    if (buffer.length === 0) return 'idle';
    const batch = buffer.slice(0, maxBatch);
    buffer = buffer.slice(maxBatch);
    const forQueues = batch.filter(({ type }) => awaited.has(type));
    const outcomes = await Promise.allSettled([stream.send(batch), topic.publish(forQueues)]);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) {
      dropped.add(batch.length);
      throw failure.reason;
    }
    return buffer.length >= maxBatch ? 'more' : 'idle';
  }
}
export type Clickstream = Pick<ReturnType<typeof createClickstream>, 'record'>;
