import { readConfig } from '@evermart/kit/config';
import { createDynamo } from '@evermart/kit/dynamo';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { connectRedis } from '@evermart/kit/redis';
import { serve } from '@evermart/kit/serve';
import { createGatewayApp } from './app.ts';
import { createIdentityProvider } from './auth/identity-provider.ts';
import { issuerOf } from './auth/issuer.ts';
import { createResponseCache } from './cache/response-cache.ts';
import { createSharedCache } from './cache/shared-cache.ts';
import { createClickstream } from './clickstream/clickstream.ts';
import { createKinesisSink } from './clickstream/kinesis-sink.ts';
import { Config } from './config.ts';
import { createServiceClients } from './forwarding/service-clients.ts';
import { refuseUnreadableRequests } from './http/unreadable-requests.ts';
import { createRateLimiter } from './limits/rate-limiter.ts';
import { createRequestLimiter } from './limits/request-limiter.ts';
import { createSharpLimits } from './limits/sharp-limits.ts';
import { createSessionRepository } from './sessions/session-repository.ts';
import { createSessions } from './sessions/sessions.ts';
import { createTokenBox } from './sessions/token-box.ts';
import { createBearerTokens } from './visitors/bearer-tokens.ts';
import { createVisitorCookies } from './visitors/visitor-cookie.ts';

const service = 'api-gateway';
const config = readConfig(Config);
const logger = createLogger({ service, region: config.EVERMART_REGION, level: config.LOG_LEVEL });

const redis = config.REDIS_URL === undefined ? undefined : connectRedis({ url: config.REDIS_URL, logger });
const dynamo = createDynamo({ region: config.AWS_REGION, endpoint: config.AWS_ENDPOINT_URL_DYNAMODB });
const repository = createSessionRepository(dynamo, config.SESSIONS_TABLE);
const health = createHealth([{ name: 'sessions', check: () => repository.check() }]);

const identityProvider = createIdentityProvider({
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER,
  clientId: config.COGNITO_CLIENT_ID,
  clientSecret: config.COGNITO_CLIENT_SECRET,
});
const sessions = createSessions({
  repository,
  identityProvider,
  tokenBox: createTokenBox(config.SESSION_COOKIE_KEYS),
  logger,
  lifetimeDays: config.SESSION_DAYS,
  recheckMs: config.SESSION_RECHECK_MS,
});
const verifyBearer = createBearerTokens({
  issuer: issuerOf(config),
  clientIds: [config.COGNITO_CLIENT_ID, ...config.COGNITO_BEARER_CLIENT_IDS],
});

const services = createServiceClients({
  urls: {
    catalog: config.CATALOG_URL,
    search: config.SEARCH_URL,
    cart: config.CART_URL,
    checkout: config.CHECKOUT_URL,
    order: config.ORDER_URL,
    payment: config.PAYMENT_URL,
    user: config.USER_URL,
    notification: config.NOTIFICATION_URL,
    recommendations: config.RECOMMENDATIONS_URL,
  },
  mintToken: createTokenMinter(service, config.INTERNAL_TOKEN_KEYS),
  timeoutMs: config.UPSTREAM_TIMEOUT_MS,
  checkoutTimeoutMs: config.CHECKOUT_TIMEOUT_MS,
  connections: config.UPSTREAM_CONNECTIONS,
});
const cache = createResponseCache({
  ttlMs: config.RESPONSE_CACHE_TTL_MS,
  staleMs: config.RESPONSE_CACHE_STALE_MS,
  staleIfErrorMs: config.RESPONSE_CACHE_STALE_IF_ERROR_MS,
  maxBytes: config.RESPONSE_CACHE_MAX_BYTES,
  shared: redis === undefined ? undefined : createSharedCache({ redis, ttlMs: config.RESPONSE_CACHE_TTL_MS, logger }),
});

const requests = { points: config.RATE_LIMIT_REQUESTS_PER_MINUTE, durationSeconds: 60 };
const requestLimiter = createRequestLimiter({
  ...requests,
  total: createRateLimiter({ name: 'requests', ...requests, redis }),
  logger,
});
const limits = createSharpLimits({
  checkoutsPerMinute: config.RATE_LIMIT_CHECKOUTS_PER_MINUTE,
  accountPerMinute: config.RATE_LIMIT_ACCOUNT_PER_MINUTE,
  accountAddressPerHour: config.RATE_LIMIT_ACCOUNT_ADDRESS_PER_HOUR,
  redis,
});

const clickstream = createClickstream({
  createEvent: createEventFactory({ service, region: config.EVERMART_REGION }),
  stream: createKinesisSink({
    streamName: config.CLICKSTREAM_STREAM,
    region: config.AWS_REGION,
    endpoint: config.AWS_ENDPOINT_URL_KINESIS,
  }),
  topic: createEventPublisher({
    topicArn: config.EVENTS_TOPIC_ARN,
    region: config.AWS_REGION,
    endpoint: config.AWS_ENDPOINT_URL_SNS,
  }),
  logger,
});

const app = createGatewayApp({
  logger,
  health,
  services,
  sessions,
  identityProvider,
  verifyBearer,
  cookies: createVisitorCookies(config.SESSION_COOKIE_KEYS),
  cache,
  requestLimiter,
  limits,
  clickstream,
  allowSandboxPayments: config.ALLOW_SANDBOX_PAYMENTS,
  trustedProxyHops: config.TRUSTED_PROXY_HOPS,
  publicOrigins: config.PUBLIC_ORIGIN,
  answerFloorMs: config.AUTH_ANSWER_FLOOR_MS,
});

const { server } = await serve({
  app,
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [
    () => clickstream.stop(),
    () => requestLimiter.stop(),
    () => services.close(),
    () => redis?.close(),
    () => identityProvider.close(),
    () => dynamo.destroy(),
  ],
});
refuseUnreadableRequests(server);
