import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createDynamo } from '@evermart/kit/dynamo';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter, createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { createPoller } from '@evermart/kit/poller';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { serve } from '@evermart/kit/serve';
import { createRecommendationsApp } from './app.ts';
import { Config } from './config.ts';
import { createCachedSignals } from './recommendations/cached-signals.ts';
import { createCatalogProducts } from './recommendations/catalog-products.ts';
import { createRecommend } from './recommendations/recommend.ts';
import { createPopularityTally } from './signals/popularity-tally.ts';
import { createRecordSignal } from './signals/record-signal.ts';
import { ShopperSignal } from './signals/shopper-signal.ts';
import { createSignalRepository } from './signals/signal-repository.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'recommendations', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const dynamo = createDynamo({ region: config.AWS_REGION, endpoint: config.AWS_ENDPOINT_URL_DYNAMODB });
const catalog = createServiceClient({
  service: 'catalog',
  baseUrl: config.CATALOG_URL,
  mintToken: createTokenMinter('recommendations', config.INTERNAL_TOKEN_KEYS),
});
const signals = createSignalRepository({ dynamo, tableName: config.RECOMMENDATIONS_TABLE });
const tally = createPopularityTally({ signals });
const flusher = createPoller({
  name: 'recommendations.popularity',
  logger,
  idleMs: config.POPULARITY_FLUSH_MS,
  work: async () => {
    await tally.flush();
    return 'idle';
  },
});
const consumer = startQueueConsumer({
  queueUrl: config.EVENTS_QUEUE_URL,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SQS,
  logger,
  schema: ShopperSignal,
  handle: createRecordSignal({ signals, tally }),
});
// The table is no reason to be taken out: without it the popular products of catalog are recommended.
const health = createHealth([]);

await serve({
  app: createRecommendationsApp({
    logger,
    health,
    verifyToken: createTokenVerifier('recommendations', callersOf('recommendations'), config.INTERNAL_TOKEN_KEYS),
    recommend: createRecommend({
      signals: createCachedSignals({ signals, logger, ttlMs: config.SIGNALS_TTL_MS }),
      products: createCatalogProducts(catalog),
    }),
  }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [
    consumer.stop,
    flusher.stop,
    () => tally.flush().catch((error: unknown) => logger.warn({ event: 'recommendations.points-lost', err: error })),
    catalog.close,
    () => dynamo.destroy(),
  ],
});
