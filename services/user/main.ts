import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startOutboxRelay } from '@evermart/kit/outbox';
import { createPostgres } from '@evermart/kit/postgres';
import { serve } from '@evermart/kit/serve';
import { createUserApp } from './app.ts';
import { Config } from './config.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'user', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const postgres = createPostgres({
  url: config.DATABASE_URL,
  applicationName: 'user',
  logger,
  poolSize: config.DATABASE_POOL_SIZE,
});
const publisher = createEventPublisher({
  topicArn: config.EVENTS_TOPIC_ARN,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SNS,
});
const relay = startOutboxRelay({ postgres, publisher, logger });
const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);

await serve({
  app: createUserApp({
    logger,
    health,
    verifyToken: createTokenVerifier('user', callersOf('user'), config.INTERNAL_TOKEN_KEYS),
    postgres,
    event: createEventFactory({ service: 'user', region: config.EVERMART_REGION }),
  }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [relay.stop, publisher.close, postgres.close],
});
