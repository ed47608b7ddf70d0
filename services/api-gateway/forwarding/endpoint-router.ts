import { requestContext, runInContext } from '@evermart/kit/request-context';
import { type RequestHandler, Router } from 'express';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { clientAddressOf } from '../http/client-address.ts';
import { splitTarget } from '../http/query-string.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import type { SharpLimits } from '../limits/sharp-limits.ts';
import type { Errands } from '../sessions/errands.ts';
import type { Identify } from '../visitors/identify.ts';
import type { Forward } from './forward.ts';
import type { Exchange, OwnAnswers } from './own-answers.ts';
import { parseRequest } from './parse-request.ts';
import type { ServiceClients } from './service-clients.ts';
import { publicHeaders } from './upstream-request.ts';

export interface EndpointRouterDeps {
  readonly endpoints: readonly Endpoint[];
  readonly ownAnswers: OwnAnswers;
  readonly identify: Identify;
  readonly limits: SharpLimits;
  readonly errands: Errands;
  readonly forward: Forward;
  readonly services: ServiceClients;
  readonly trustedProxyHops: number;
}

/** One handler for every endpoint of the table; a path that is known refuses its other methods. */
export function endpointRouter(deps: EndpointRouterDeps): Router {
  const { endpoints, ownAnswers, identify, limits, errands, forward, services, trustedProxyHops } = deps;
  const router = Router({ caseSensitive: true, strict: true });
  for (const endpoint of endpoints) {
    router[methodOf(endpoint)](expressPath(endpoint.path), handlerOf(endpoint));
  }
  for (const path of new Set(endpoints.map(({ path }) => path))) {
    router.all(expressPath(path), refuseMethod(methodsOf(path)));
  }
  return router;

  function handlerOf(endpoint: Endpoint): RequestHandler {
    return async (request, response) => {
      const visitor = await identify(request, response, endpoint.access);
      if (endpoint.limit !== undefined) {
        await limits.takeForClient(endpoint.limit, clientAddressOf(request, trustedProxyHops));
      }
      const { search } = splitTarget(request.url);
      const parsed = await parseRequest(endpoint, request, request.params, search);
      await withDeadline(services.waitMs(endpoint), () => answer(endpoint, { ...parsed, request, response, visitor }));
    };
  }

  async function answer(endpoint: Endpoint, exchange: Exchange): Promise<void> {
    const { response } = exchange;
    const own = ownAnswers[endpoint.id];
    if (own !== undefined) {
      const { status, body } = await own(exchange);
      if (body === undefined) response.status(status).end();
      else response.status(status).json(body);
      return;
    }
    const { target } = endpoint;
    if (target === undefined) throw new Error(`nobody answers ${endpoint.id}`);
    await errands.runBefore(target.service, exchange.visitor);
    const raw = await forward(endpoint, target, exchange);
    response.status(raw.status).set(publicHeaders(raw)).end(raw.body);
  }

  function methodsOf(path: string) {
    return endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
  }
}

/** Everything below knows how long the client is kept waiting at most. */
function withDeadline<Result>(waitMs: number, work: () => Promise<Result>): Promise<Result> {
  const requestId = requestContext()?.requestId ?? 'unknown';
  return runInContext({ requestId, deadlineMs: performance.now() + waitMs }, work);
}

function methodOf({ method }: Endpoint) {
  return method.toLowerCase() as Lowercase<Endpoint['method']>;
}

/** `/orders/{id}` in Express's notation: `/orders/:id`. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
