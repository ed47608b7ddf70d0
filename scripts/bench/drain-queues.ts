import { setTimeout as delay } from 'node:timers/promises';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { queues } from '@evermart/contracts/topology';
import { createPostgres } from '@evermart/kit/postgres';
import type { Platform } from '../local/platform-options.ts';
import { silentLogger } from '../operator/silent-logger.ts';

const withinMs = 120_000;
const publishers = ['catalog', 'order', 'payment', 'user'] as const;

/** Waits until every outbox is sent and every queue is empty; returns how long that took. @throws Error after two minutes */
export async function drainQueues(platform: Platform): Promise<number> {
  const startedMs = performance.now();
  const environment = platform.environment('checkout');
  const sqs = new SQSClient({
    region: environment.AWS_REGION ?? '',
    endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  // Without an OpenSearch, search leaves its events to an index that may be added later.
  const consumed = queues.filter(
    ({ consumer }) => consumer !== 'search' || platform.environment('search').OPENSEARCH_URL !== undefined,
  );
  const databases = publishers.map((service) =>
    createPostgres({
      url: platform.environment(service).DATABASE_URL ?? '',
      applicationName: 'bench',
      logger: silentLogger,
      poolSize: 1,
    }),
  );
  try {
    while (performance.now() - startedMs < withinMs) {
      if ((await unsent()) + (await waiting()) === 0) return performance.now() - startedMs;
      await delay(250);
    }
    throw new Error(
      `after ${withinMs / 1_000} s ${await unsent()} events were unsent and ${await waiting()} messages waiting`,
    );
  } finally {
    sqs.destroy();
    await Promise.all(databases.map((database) => database.close()));
  }

  async function unsent(): Promise<number> {
    const counts = await Promise.all(
      databases.map((database) =>
        database.query<{ count: number }>('SELECT count(*) AS count FROM outbox WHERE published_at IS NULL'),
      ),
    );
    return counts.reduce((sum, [row]) => sum + (row?.count ?? 0), 0);
  }

  async function waiting(): Promise<number> {
    const depths = await Promise.all(
      consumed.map(async ({ consumer }) => {
        const { Attributes = {} } = await sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: platform.environment(consumer).EVENTS_QUEUE_URL,
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
        return (
          Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
        );
      }),
    );
    return depths.reduce((sum, depth) => sum + depth, 0);
  }
}
