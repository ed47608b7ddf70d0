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
import { createCatalogApp } from './app.ts';
import { Config } from './config.ts';
import { createMediaStore } from './media/media-store.ts';
import { startExpirySweeper } from './reservations/expiry-sweeper.ts';
import { createReservationRepository } from './reservations/reservation-repository.ts';
import { createStockRepository } from './stock/stock-repository.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'catalog', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const postgres = createPostgres({
  url: config.DATABASE_URL,
  applicationName: 'catalog',
  logger,
  poolSize: config.DATABASE_POOL_SIZE,
  planCacheMode: 'force_generic_plan',
});
const publisher = createEventPublisher({
  topicArn: config.EVENTS_TOPIC_ARN,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SNS,
});
const media = createMediaStore({
  bucket: config.MEDIA_BUCKET,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_S3,
});
const eventSource = `/evermart/${config.EVERMART_REGION}/catalog`;
const reservations = createReservationRepository(postgres, eventSource);
const relay = startOutboxRelay({ postgres, publisher, logger });
const sweeper = startExpirySweeper({ reservations, logger, idleMs: config.EXPIRY_SWEEP_MS });
const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);

await serve({
  app: createCatalogApp({
    logger,
    health,
    verifyToken: createTokenVerifier('catalog', callersOf('catalog'), config.INTERNAL_TOKEN_KEYS),
    postgres,
    createEvent: createEventFactory({ service: 'catalog', region: config.EVERMART_REGION }),
    reservations,
    stock: createStockRepository(postgres, eventSource),
    media,
    currency: config.CURRENCY,
  }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [sweeper.stop, relay.stop, publisher.close, media.close, postgres.close],
});
