import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { EventPublisher } from './event-publisher.ts';

const collectMs = 25;

interface Waiting {
  events: readonly CloudEvent[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers what several callers publish within 25 ms into full batches; each caller learns whether its own events were
 * accepted. A joint batch that fails is sent again caller by caller, so that one event that is refused fails its own
 * caller alone; what the joint attempt had sent by then comes twice, which consumers tolerate.
 */
export function createBatchingPublisher(publisher: EventPublisher): EventPublisher {
  let waiting: Waiting[] = [];

  return {
    publish: (events) =>
      new Promise<void>((resolve, reject) => {
        if (waiting.length === 0) setTimeout(flush, collectMs);
        waiting.push({ events, resolve, reject });
      }),
    close: () => publisher.close(),
  };

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      await publisher.publish(batch.flatMap(({ events }) => events));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const { events, resolve, reject } of batch) publisher.publish(events).then(resolve, reject);
    }
  }
}
