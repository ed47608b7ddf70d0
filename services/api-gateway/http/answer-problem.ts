import type { ServerResponse } from 'node:http';
import { problemBody, type ServiceError } from '@evermart/kit/problem';
import { flatSecurityHeaders } from './security-headers.ts';

/** A problem on a bare response, for what is answered before Express. */
export function answerProblem(response: ServerResponse, error: ServiceError, requestId: string): void {
  const body = Buffer.from(JSON.stringify(problemBody(error, requestId)));
  const head = [
    ...flatSecurityHeaders,
    'Content-Type',
    'application/problem+json; charset=utf-8',
    'Content-Length',
    String(body.length),
    'Cache-Control',
    'no-store',
    'X-Request-Id',
    requestId,
  ];
  if (error.status === 401) head.push('WWW-Authenticate', 'Bearer');
  if (error.retryAfterSeconds !== undefined) head.push('Retry-After', String(error.retryAfterSeconds));
  response.writeHead(error.status, head);
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
