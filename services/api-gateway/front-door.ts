import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { deadlineHeader } from '@evermart/kit/app';
import { ServiceError } from '@evermart/kit/problem';
import type { SharedReads } from './cache/shared-reads.ts';
import { apiPrefix } from './endpoints/public-api.ts';
import { answerProblem } from './http/answer-problem.ts';
import { clientAddressOf } from './http/client-address.ts';
import { requestIdOf } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { RequestLimiter } from './limits/request-limiter.ts';
import { rateLimited } from './limits/sharp-limits.ts';

export interface FrontDoorDeps {
  readonly limiter: RequestLimiter;
  readonly sharedReads: SharedReads;
  readonly trustedProxyHops: number;
  readonly app: RequestListener;
}

/** Providers send from few addresses, in bursts, and again until we take it; their signatures are what is checked. */
const webhooks = `${apiPrefix}/webhooks/`;

/** What every request passes first, with as little work as possible: limit, public reads from memory, then Express. */
export function createFrontDoor({ limiter, sharedReads, trustedProxyHops, app }: FrontDoorDeps): RequestListener {
  return (request, response) => {
    const requestId = requestIdOf(request);
    const retryAfterSeconds = isLimited(request) ? limiter.take(clientAddressOf(request, trustedProxyHops)) : 0;
    if (retryAfterSeconds > 0) {
      answerProblem(response, rateLimited(retryAfterSeconds), requestId);
      return;
    }
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      answerProblem(response, new ServiceError('malformed-body', 'HTTP/1.1 needs the header Host.'), requestId);
      return;
    }
    if (sharedReads(request, response, requestId)) return;
    prepare(request, response);
    app(request, response);
  };
}

function isLimited({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/api/') && !url.startsWith(webhooks);
}

function prepare(request: IncomingMessage, response: ServerResponse): void {
  // How long a client waits is set here, not by the client.
  delete request.headers[deadlineHeader];
  for (const [name, value] of securityHeaders) response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-store');
}
