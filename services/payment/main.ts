import { callersOf } from '@evermart/contracts/topology';
import { systemClock } from '@evermart/kit/clock';
import { readConfig } from '@evermart/kit/config';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startOutboxRelay } from '@evermart/kit/outbox';
import { createPostgres } from '@evermart/kit/postgres';
import { serve } from '@evermart/kit/serve';
import { createPaymentApp } from './app.ts';
import { Config } from './config.ts';
import { configuredProviders } from './providers/configured-providers.ts';

const config = readConfig(Config);
const service = 'payment';
const logger = createLogger({ service, region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const postgres = createPostgres({ url: config.DATABASE_URL, applicationName: service, logger });
const providers = await configuredProviders(config, systemClock);
const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);
const publisher = createEventPublisher({
  topicArn: config.EVENTS_TOPIC_ARN,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SNS,
});
const { app, startReconciliation } = createPaymentApp({
  postgres,
  providers,
  event: createEventFactory({ service, region: config.EVERMART_REGION }),
  verifyToken: createTokenVerifier(service, callersOf(service), config.INTERNAL_TOKEN_KEYS),
  health,
  logger,
  settleAfterMs: config.SETTLE_AFTER_MS,
  settleIdleMs: config.SETTLE_IDLE_MS,
});
const relay = startOutboxRelay({ postgres, publisher, logger });
const reconciliation = startReconciliation();

await serve({
  app,
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [
    () => reconciliation.stop(),
    () => relay.stop(),
    () => publisher.close(),
    () => Promise.all(Object.values(providers).map((provider) => provider.close())),
    () => postgres.close(),
  ],
});
