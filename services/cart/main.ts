import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createDynamo } from '@evermart/kit/dynamo';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter, createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { serve } from '@evermart/kit/serve';
import { createCartApp } from './app.ts';
import { createCartRepository } from './carts/cart-repository.ts';
import { createVariantLookup } from './catalog/variant-lookup.ts';
import { Config } from './config.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'cart', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const dynamo = createDynamo({ region: config.AWS_REGION, endpoint: config.AWS_ENDPOINT_URL_DYNAMODB });
const catalog = createServiceClient({
  service: 'catalog',
  baseUrl: config.CATALOG_URL,
  mintToken: createTokenMinter('cart', config.INTERNAL_TOKEN_KEYS),
  timeoutMs: config.CATALOG_TIMEOUT_MS,
});
const carts = createCartRepository({
  dynamo,
  tableName: config.CARTS_TABLE,
  guestDays: config.GUEST_CART_DAYS,
  customerDays: config.CUSTOMER_CART_DAYS,
});
const health = createHealth([{ name: 'dynamodb', check: carts.ping }]);

await serve({
  app: createCartApp({
    logger,
    health,
    verifyToken: createTokenVerifier('cart', callersOf('cart'), config.INTERNAL_TOKEN_KEYS),
    carts,
    lookUpVariants: createVariantLookup(catalog),
    currency: config.CURRENCY,
  }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [catalog.close, () => dynamo.destroy()],
});
