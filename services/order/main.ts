import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter, createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startOutboxRelay } from '@evermart/kit/outbox';
import { createPostgres } from '@evermart/kit/postgres';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { serve } from '@evermart/kit/serve';
import { createOrderApp } from './app.ts';
import { Config } from './config.ts';
import { News } from './news/on-news.ts';

const config = readConfig(Config);
const service = 'order';
const logger = createLogger({ service, region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const postgres = createPostgres({ url: config.DATABASE_URL, applicationName: service, logger });
const mintToken = createTokenMinter(service, config.INTERNAL_TOKEN_KEYS);
const payment = createServiceClient({
  service: 'payment',
  baseUrl: config.PAYMENT_URL,
  mintToken,
  // Refunds that hang until their timeout don't keep the others waiting.
  connections: 512,
});
const catalog = createServiceClient({ service: 'catalog', baseUrl: config.CATALOG_URL, mintToken });
const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);
const publisher = createEventPublisher({
  topicArn: config.EVENTS_TOPIC_ARN,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SNS,
});
const { app, onNews, startTakeOver } = createOrderApp({
  postgres,
  payment,
  catalog,
  event: createEventFactory({ service, region: config.EVERMART_REGION }),
  verifyToken: createTokenVerifier(service, callersOf(service), config.INTERNAL_TOKEN_KEYS),
  health,
  logger,
  takeOverAfterMs: config.TAKE_OVER_AFTER_MS,
  takeOverIdleMs: config.TAKE_OVER_IDLE_MS,
});
const relay = startOutboxRelay({ postgres, publisher, logger });
const takeOver = startTakeOver();
const consumer = startQueueConsumer({
  queueUrl: config.EVENTS_QUEUE_URL,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SQS,
  logger,
  schema: News,
  handle: onNews,
});

await serve({
  app,
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [
    () => consumer.stop(),
    () => takeOver.stop(),
    () => relay.stop(),
    () => publisher.close(),
    () => Promise.all([payment.close(), catalog.close()]),
    () => postgres.close(),
  ],
});
