import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RawAnswer, serviceErrorFrom } from '@evermart/kit/http-client';
import type { Logger } from '@evermart/kit/log';
import { isServiceError, ServiceError } from '@evermart/kit/problem';
import { runInContext } from '@evermart/kit/request-context';
import type { Clickstream } from '../clickstream/clickstream.ts';
import type { ShopperActivity } from '../clickstream/shopper-activity.ts';
import type { Endpoint, Target } from '../endpoints/endpoint.ts';
import { fallbackOf } from '../forwarding/forward.ts';
import type { ServiceClients } from '../forwarding/service-clients.ts';
import { answerProblem } from '../http/answer-problem.ts';
import { readVisitorCookie } from '../visitors/cookie-header.ts';
import type { VisitorCookies } from '../visitors/visitor-cookie.ts';
import { type CachedAnswer, matchesTag, type StoredAnswer } from './cached-answer.ts';
import type { Fill, ResponseCache } from './response-cache.ts';
import { createSharedTargets, type SharedTarget } from './shared-targets.ts';

export interface SharedReadsDeps {
  readonly endpoints: readonly Endpoint[];
  readonly cache: ResponseCache;
  readonly services: ServiceClients;
  readonly clickstream: Clickstream;
  readonly cookies: VisitorCookies;
  readonly logger: Logger;
}

/**
 * Answers public reads in front of everything else: most requests of a shop, from memory, without a router, a
 * context or a parsed cookie. What it does not answer goes on to Express.
 */
export function createSharedReads({ endpoints, cache, services, clickstream, cookies, logger }: SharedReadsDeps) {
  const findTarget = createSharedTargets(endpoints);
  const activities = new WeakMap<CachedAnswer, ShopperActivity | 'none'>();

  /** Whether it has answered, or will. */
  return function answer(request: IncomingMessage, response: ServerResponse, requestId: string): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    let target: SharedTarget | undefined;
    try {
      target = findTarget(request.url ?? '');
    } catch (error) {
      refuse(error, response, requestId);
      return true;
    }
    if (target === undefined || !target.endpoint.shared?.(target.query, isRecognised(request))) return false;
    const fill = fillOf(target, requestId);
    const hit = cache.hit(target.key, fill);
    if (hit === undefined) void load(target, fill, request, response, requestId);
    else send(target, hit, false, request, response, requestId);
    return true;
  };

  async function load(
    target: SharedTarget,
    fill: Fill,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    try {
      const { answer, outdated } = await cache.load(target.key, fill);
      send(target, answer, outdated, request, response, requestId);
    } catch (error) {
      refuse(error, response, requestId);
    }
  }

  function fillOf(target: SharedTarget, requestId: string): Fill {
    return () => {
      const deadlineMs = performance.now() + services.waitMs(target.endpoint);
      return runInContext({ requestId, deadlineMs }, () => fetchAnswer(target));
    };
  }

  async function fetchAnswer({ endpoint, service, path }: SharedTarget): Promise<StoredAnswer> {
    const { standIn, fallback } = endpoint;
    const waitMs = services.waitMs(endpoint);
    try {
      // A service that hangs leaves its stand-in half of the time.
      return await fetchFrom(service, path, standIn === undefined ? waitMs : waitMs / 2);
    } catch (error) {
      if (!isServiceError(error, 'dependency-unavailable', 'internal')) throw error;
      if (standIn !== undefined) return fetchFrom(standIn, path, waitMs / 2);
      if (fallback === undefined) throw error;
      return storedFrom(service, fallbackOf(endpoint));
    }
  }

  async function fetchFrom(service: Target['service'], path: string, timeoutMs: number): Promise<StoredAnswer> {
    return storedFrom(service, await services[service].forward({ method: 'GET', path, timeoutMs }));
  }

  function send(
    { endpoint, query }: SharedTarget,
    answer: CachedAnswer,
    outdated: boolean,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): void {
    const { 'if-none-match': known } = request.headers;
    const unchanged = known !== undefined && matchesTag(known, answer.etag);
    const ageSeconds = Math.max(0, Math.trunc((Date.now() - answer.storedAtMs) / 1_000));
    const head = [
      ...(unchanged ? answer.notModifiedHead : answer.head),
      'Age',
      String(ageSeconds),
      'X-Request-Id',
      requestId,
    ];
    if (outdated) head.push('Warning', '111 - "Revalidation Failed"');
    response.writeHead(unchanged ? 304 : 200, head);
    response.end(unchanged || request.method === 'HEAD' ? undefined : answer.body);
    if (endpoint.observe !== undefined) observe(endpoint, query, answer, request);
  }

  /** What an answer tells is read from it once, however often it is given. */
  function observe(endpoint: Endpoint, query: SharedTarget['query'], answer: CachedAnswer, request: IncomingMessage) {
    let activity = activities.get(answer);
    if (activity === undefined) {
      activity =
        endpoint.observe?.({ query, body: undefined, answer: JSON.parse(answer.body.toString('utf8')) }) ?? 'none';
      activities.set(answer, activity);
    }
    if (activity === 'none') return;
    const cookie = readVisitorCookie(request);
    clickstream.record(cookie === undefined ? undefined : cookies.open(cookie)?.visitorId, activity);
  }

  function refuse(thrown: unknown, response: ServerResponse, requestId: string): void {
    const error =
      thrown instanceof ServiceError ? thrown : new ServiceError('internal', 'Something went wrong on our side.');
    if (error.status >= 500) logger.error({ event: 'request.failed', requestId, code: error.code, err: thrown });
    if (!response.headersSent) answerProblem(response, error, requestId);
  }
}
export type SharedReads = ReturnType<typeof createSharedReads>;

function isRecognised({ headers }: IncomingMessage): boolean {
  return headers.cookie !== undefined || headers.authorization !== undefined;
}

/** @throws ServiceError for every answer but 200 */
function storedFrom(service: Target['service'], answer: RawAnswer): StoredAnswer {
  if (answer.status !== 200) throw serviceErrorFrom(service, answer);
  const { 'content-type': contentType } = answer.headers;
  return {
    contentType: typeof contentType === 'string' ? contentType : 'application/json; charset=utf-8',
    body: answer.body,
    storedAtMs: Date.now(),
  };
}
