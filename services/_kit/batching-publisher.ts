import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { EventPublisher } from './event-publisher.ts';

const collectMs = 25;

interface Waiting {
  events: readonly CloudEvent[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Gathers what several callers publish within 25 ms into full batches; each caller learns whether its own batch was accepted. */
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

  function flush(): void {
    const batch = waiting;
    waiting = [];
    publisher.publish(batch.flatMap(({ events }) => events)).then(
      () => batch.forEach(({ resolve }) => void resolve()),
      (error: unknown) => batch.forEach(({ reject }) => void reject(error)),
    );
  }
}
