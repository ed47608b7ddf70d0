import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { FauxqsServer } from 'fauxqs';
import { startFauxqs } from 'fauxqs';
import { eventually } from './eventually.ts';
import { shared } from './shared-stores.ts';

const region = 'eu-west-1';

const server = shared(async (stopWith): Promise<FauxqsServer> => {
  const fauxqs = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, defaultRegion: region });
  stopWith(() => fauxqs.stop());
  return fauxqs;
});

/** A topic to publish to, and what arrived on it. */
export async function freshTopic() {
  const fauxqs = await server();
  const name = `topic-${randomUUID()}`;
  const queue = `seen-${randomUUID()}`;
  const { topicArn } = fauxqs.createTopic(name, { region });
  fauxqs.createQueue(queue, { region });
  fauxqs.subscribe({ topic: name, queue, region, attributes: { RawMessageDelivery: 'true' } });

  function events(): CloudEvent[] {
    const messages = fauxqs.inspectQueue(queue)?.messages.ready ?? [];
    return messages.map(({ body }) => JSON.parse(body) as CloudEvent);
  }

  return {
    topicArn,
    region,
    endpoint: fauxqs.address,
    events,
    /** The events of a type, once there are that many. */
    waitFor: (type: string, count = 1) =>
      eventually(() => {
        const seen = events().filter((event) => event.type === type);
        return seen.length >= count && seen;
      }),
  };
}

/** A queue to consume from, with its dead-letter queue. */
export async function freshQueue({ maxReceiveCount = 5, visibilityTimeoutSeconds = 30 } = {}) {
  const fauxqs = await server();
  const name = `queue-${randomUUID()}`;
  const { queueArn, queueUrl: deadLetterQueueUrl } = fauxqs.createQueue(`${name}-dlq`, { region });
  const { queueUrl } = fauxqs.createQueue(name, {
    region,
    attributes: {
      VisibilityTimeout: String(visibilityTimeoutSeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn, maxReceiveCount }),
    },
  });
  const ready = (queue: string) => fauxqs.inspectQueue(queue)?.messages;
  return {
    queueUrl,
    deadLetterQueueUrl,
    region,
    endpoint: fauxqs.address,
    send: (event: unknown) => {
      fauxqs.sendMessage(name, JSON.stringify(event), { region });
    },
    sendDeadLetter: (event: unknown) => {
      fauxqs.sendMessage(`${name}-dlq`, JSON.stringify(event), { region });
    },
    /** Nothing waiting and nothing in flight. */
    drained: () => eventually(() => ready(name)?.ready.length === 0 && ready(name)?.inflight.length === 0),
    /** Received by nobody yet, or given back. */
    waiting: () => ready(name)?.ready.length ?? 0,
    deadLetters: () => ready(`${name}-dlq`)?.ready ?? [],
  };
}
