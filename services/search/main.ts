import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter, createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { serve } from '@evermart/kit/serve';
import { createSearchApp } from './app.ts';
import { Config } from './config.ts';
import { CatalogEvent } from './following/catalog-event.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'search', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const catalog = createServiceClient({
  service: 'catalog',
  baseUrl: config.CATALOG_URL,
  mintToken: createTokenMinter('search', config.INTERNAL_TOKEN_KEYS),
});
// Imported only where it is used: OpenSearch's client takes 12 MB and a tenth of a second.
const index =
  config.OPENSEARCH_URL === undefined
    ? undefined
    : (await import('./index/start-index.ts')).startIndex({
        openSearchUrl: config.OPENSEARCH_URL,
        timeoutMs: config.OPENSEARCH_TIMEOUT_MS,
        checkMs: config.INDEX_CHECK_MS,
        maxGapMs: config.INDEX_MAX_GAP_MS,
        catalog,
        logger,
        startConsumer: (handle) =>
          startQueueConsumer({
            queueUrl: config.EVENTS_QUEUE_URL,
            region: config.AWS_REGION,
            endpoint: config.AWS_ENDPOINT_URL_SQS,
            logger,
            schema: CatalogEvent,
            handle,
          }),
      });
// Neither is required: without OpenSearch catalog answers, and without catalog the index does.
const health = createHealth([]);

await serve({
  app: createSearchApp({
    logger,
    health,
    verifyToken: createTokenVerifier('search', callersOf('search'), config.INTERNAL_TOKEN_KEYS),
    catalog,
    index,
  }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [() => index?.stop(), catalog.close],
});
