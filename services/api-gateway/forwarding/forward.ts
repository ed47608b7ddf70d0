import type { RawAnswer, ServiceClient } from '@evermart/kit/http-client';
import { isServiceError } from '@evermart/kit/problem';
import type { ResponseCache } from '../cache/response-cache.ts';
import type { Clickstream } from '../clickstream/clickstream.ts';
import type { Endpoint, Target } from '../endpoints/endpoint.ts';
import { subjectFrom, type Visitor } from '../visitors/visitor.ts';
import type { Exchange } from './own-answers.ts';
import type { ServiceClients } from './service-clients.ts';
import { upstreamRequest } from './upstream-request.ts';

export interface ForwardDeps {
  readonly services: ServiceClients;
  readonly clickstream: Clickstream;
  readonly cache: ResponseCache;
}

/** Passes a request on and the answer back, byte for byte. */
export function createForward({ services, clickstream, cache }: ForwardDeps) {
  /** @throws ServiceError `dependency-unavailable` */
  return async function forward(endpoint: Endpoint, target: Target, exchange: Exchange): Promise<RawAnswer> {
    const client: ServiceClient = services[target.service];
    const subject = subjectFrom(exchange.visitor);
    try {
      const answer = await client.forward({
        ...upstreamRequest(endpoint, target, exchange, exchange.request),
        timeoutMs: services.waitMs(endpoint),
        subject,
      });
      if (answer.status >= 500 && endpoint.fallback !== undefined) return fallbackOf(endpoint);
      observe(endpoint, exchange, exchange.visitor, answer);
      // The merchant sees the change at once, at least where it was made.
      if (endpoint.access === 'admin' && endpoint.method !== 'GET' && target.service === 'catalog') cache.clear();
      return answer;
    } catch (error) {
      if (endpoint.fallback === undefined || !isServiceError(error, 'dependency-unavailable')) throw error;
      return fallbackOf(endpoint);
    }
  };

  function observe(endpoint: Endpoint, { query, body }: Exchange, visitor: Visitor | undefined, answer: RawAnswer) {
    if (endpoint.observe === undefined || answer.status >= 300) return;
    const activity = endpoint.observe({ query, body, answer: JSON.parse(answer.body.toString('utf8')) });
    if (activity !== undefined) clickstream.record(visitor?.visitorId, activity);
  }
}
export type Forward = ReturnType<typeof createForward>;

export function fallbackOf({ fallback }: Endpoint): RawAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(fallback)),
  };
}
