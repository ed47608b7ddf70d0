import type { RequestListener } from 'node:http';
import { answerWithProblem, createBareApp } from '@evermart/kit/app';
import type { Health } from '@evermart/kit/health';
import type { Logger } from '@evermart/kit/log';
import { ServiceError } from '@evermart/kit/problem';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { authAnswers } from './auth/auth-answers.ts';
import type { IdentityProvider } from './auth/identity-provider.ts';
import type { ResponseCache } from './cache/response-cache.ts';
import { createSharedReads } from './cache/shared-reads.ts';
import type { Clickstream } from './clickstream/clickstream.ts';
import { eventAnswers } from './clickstream/event-answers.ts';
import { apiPrefix, publicApi } from './endpoints/public-api.ts';
import { endpointRouter } from './forwarding/endpoint-router.ts';
import { createForward } from './forwarding/forward.ts';
import type { ServiceClients } from './forwarding/service-clients.ts';
import { createFrontDoor } from './front-door.ts';
import type { RequestLimiter } from './limits/request-limiter.ts';
import type { SharpLimits } from './limits/sharp-limits.ts';
import { documentationPages } from './openapi/documentation-pages.ts';
import { problemPages } from './openapi/problem-pages.ts';
import { createErrands } from './sessions/errands.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { VerifyBearer } from './visitors/bearer-tokens.ts';
import { createIdentify } from './visitors/identify.ts';
import type { VisitorCookies } from './visitors/visitor-cookie.ts';

export interface GatewayAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly services: ServiceClients;
  readonly sessions: Sessions;
  readonly identityProvider: IdentityProvider;
  readonly verifyBearer: VerifyBearer;
  readonly cookies: VisitorCookies;
  readonly cache: ResponseCache;
  readonly requestLimiter: RequestLimiter;
  readonly limits: SharpLimits;
  readonly clickstream: Clickstream;
  readonly allowSandboxPayments: boolean;
  readonly trustedProxyHops: number;
  readonly publicOrigins: readonly string[];
  readonly answerFloorMs: number;
}

/** The public API. Public reads are answered in front of Express, everything else by one handler over the table of endpoints. */
export function createGatewayApp(deps: GatewayAppDeps): RequestListener {
  const { logger, health, services, cookies, cache, clickstream, limits, trustedProxyHops } = deps;
  const endpoints = publicApi(deps);
  const errands = createErrands({ ...deps, cart: services.cart, user: services.user });
  const identify = createIdentify(deps);
  const forward = createForward({ services, clickstream, cache });
  const ownAnswers = { ...authAnswers({ ...deps, errands }), ...eventAnswers(clickstream) };

  const app = createBareApp();
  app.use(health.router);
  app.use(
    apiPrefix,
    endpointRouter({ endpoints, ownAnswers, identify, limits, errands, forward, services, trustedProxyHops }),
  );
  app.use(documentationPages(endpoints));
  app.use(problemPages());
  app.use(nothingHere);
  app.use(unreadablePath);
  app.use(answerWithProblem(logger));

  const sharedReads = createSharedReads({ endpoints, cache, services, clickstream, cookies, logger });
  return createFrontDoor({ limiter: deps.requestLimiter, sharedReads, trustedProxyHops, app });
}

const nothingHere: RequestHandler = (request) => {
  throw new ServiceError('not-found', `There is nothing at ${request.method} ${request.path}.`);
};

/** Express refuses a path that is not valid percent-encoding; for a client nothing is there. */
const unreadablePath: ErrorRequestHandler = (thrown: unknown, _request, _response, next) => {
  const unreadable = thrown instanceof URIError;
  next(
    unreadable
      ? new ServiceError('not-found', 'The path is not valid percent-encoded UTF-8.', { cause: thrown })
      : thrown,
  );
};
