import { randomBytes } from 'node:crypto';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { serviceNames } from '@evermart/contracts/topology';
import type { SigningKeys } from '@evermart/kit/config';
import { createDynamo } from '@evermart/kit/dynamo';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { listen } from '@evermart/kit/serve';
import { freshTable } from '../../../../test/support/dynamo.ts';
import { internalTokenKeys, quietLogger } from '../../../../test/support/internal-calls.ts';
import { createGatewayApp } from '../../app.ts';
import { createIdentityProvider, type IdentityProvider } from '../../auth/identity-provider.ts';
import { createResponseCache } from '../../cache/response-cache.ts';
import { createClickstream } from '../../clickstream/clickstream.ts';
import type { Target } from '../../endpoints/endpoint.ts';
import { createServiceClients } from '../../forwarding/service-clients.ts';
import { refuseUnreadableRequests } from '../../http/unreadable-requests.ts';
import { createRateLimiter } from '../../limits/rate-limiter.ts';
import { createRequestLimiter } from '../../limits/request-limiter.ts';
import { createSharpLimits } from '../../limits/sharp-limits.ts';
import { createSessionRepository } from '../../sessions/session-repository.ts';
import { createSessions } from '../../sessions/sessions.ts';
import { createTokenBox } from '../../sessions/token-box.ts';
import { createBearerTokens } from '../../visitors/bearer-tokens.ts';
import { createVisitorCookies } from '../../visitors/visitor-cookie.ts';
import { identityPool } from './identity-pool.ts';
import { type StubService, startStubService } from './stub-service.ts';

export interface GatewayTestOptions {
  readonly cacheTtlMs?: number;
  readonly staleMs?: number;
  readonly requestsPerMinute?: number;
  readonly accountPerMinute?: number;
  readonly checkoutsPerMinute?: number;
  readonly allowSandboxPayments?: boolean;
  readonly publicOrigins?: readonly string[];
  readonly cookieKeys?: SigningKeys;
  readonly recheckMs?: number;
  readonly timeoutMs?: number;
  readonly checkoutTimeoutMs?: number;
  readonly answerFloorMs?: number;
  /** Another address for the identity provider, e.g. one where nobody listens. */
  readonly identityEndpoint?: string;
}

const upstreamNames = serviceNames.filter((name): name is Target['service'] => name !== 'api-gateway');
export const cookieKeys: SigningKeys = [{ kid: 'test', secret: randomBytes(32) }];

/** The real gateway between stub services, a real sessions table and a real user pool; events are caught at its edge. */
export async function startGateway(options: GatewayTestOptions = {}) {
  const { requestsPerMinute = 1_000_000, accountPerMinute = 1_000_000, checkoutsPerMinute = 1_000_000 } = options;
  const logger = quietLogger('api-gateway');
  const pool = await identityPool();
  const upstreams = Object.fromEntries(
    await Promise.all(upstreamNames.map(async (name) => [name, await startStubService(name)] as const)),
  ) as Record<Target['service'], StubService>;
  const urls = Object.fromEntries(upstreamNames.map((name) => [name, upstreams[name].url])) as Record<
    Target['service'],
    string
  >;

  const keys = options.cookieKeys ?? cookieKeys;
  const table = await freshTable('sessions');
  const dynamo = createDynamo(table);
  const repository = createSessionRepository(dynamo, table.tableName);
  const identityProvider: IdentityProvider = createIdentityProvider({
    ...pool,
    endpoint: options.identityEndpoint ?? pool.endpoint,
  });
  const sessions = createSessions({
    repository,
    identityProvider,
    tokenBox: createTokenBox(keys),
    logger,
    lifetimeDays: 30,
    recheckMs: options.recheckMs ?? 3_600_000,
  });
  const services = createServiceClients({
    urls,
    mintToken: createTokenMinter('api-gateway', internalTokenKeys),
    timeoutMs: options.timeoutMs ?? 2_000,
    checkoutTimeoutMs: options.checkoutTimeoutMs ?? 4_000,
    connections: 64,
  });
  const requests = { points: requestsPerMinute, durationSeconds: 60 };
  const requestLimiter = createRequestLimiter({
    ...requests,
    total: createRateLimiter({ name: 'requests', ...requests, redis: undefined }),
    logger,
  });
  const events: CloudEvent[] = [];
  const clickstream = createClickstream({
    createEvent: createEventFactory({ service: 'api-gateway', region: 'test' }),
    stream: { send: async (batch) => void events.push(...batch), close() {} },
    topic: { publish: async () => {}, close() {} },
    logger,
    flushMs: 10,
  });
  const health = createHealth([{ name: 'sessions', check: () => repository.check() }]);
  const app = createGatewayApp({
    logger,
    health,
    services,
    sessions,
    identityProvider,
    verifyBearer: createBearerTokens({
      issuer: pool.issuer,
      jwksUri: `${pool.endpoint}/${pool.poolId}/.well-known/jwks.json`,
      clientIds: [pool.clientId],
    }),
    cookies: createVisitorCookies(keys),
    cache: createResponseCache({
      ttlMs: options.cacheTtlMs ?? 60_000,
      staleMs: options.staleMs ?? 30_000,
      staleIfErrorMs: 60_000,
      maxBytes: 5_000_000,
    }),
    requestLimiter,
    limits: createSharpLimits({ checkoutsPerMinute, accountPerMinute, accountAddressPerHour: 1_000, redis: undefined }),
    clickstream,
    allowSandboxPayments: options.allowSandboxPayments ?? true,
    trustedProxyHops: 1,
    publicOrigins: options.publicOrigins ?? [],
    answerFloorMs: options.answerFloorMs ?? 1,
  });
  const running = await listen({ app, host: '127.0.0.1', port: 0, health, logger });
  refuseUnreadableRequests(running.server);

  return {
    url: running.url,
    upstreams,
    repository,
    sessions,
    identityProvider,
    events,
    pool,
    async close() {
      await running.close();
      await clickstream.stop();
      await requestLimiter.stop();
      await services.close();
      identityProvider.close();
      dynamo.destroy();
      await Promise.all(Object.values(upstreams).map((upstream) => upstream.close()));
    },
  };
}
export type GatewayUnderTest = Awaited<ReturnType<typeof startGateway>>;
