import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '@evermart/contracts/http/problem';
import { problemStatuses, problemTitles } from '@evermart/contracts/http/problem-codes';

const code = 'dependency-unavailable';
const retryAfterSeconds = 1;

/** What a client of the API gets while the origin is away: the same shape as the gateway's own problems. */
export function answerUnavailable(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' ? given : randomUUID();
  const problem: Problem = {
    type: `/problems/${code}`,
    title: problemTitles[code],
    status: problemStatuses[code],
    detail: 'The shop is not available at the moment. Try again shortly.',
    requestId,
  };
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'retry-after': String(retryAfterSeconds),
    'x-request-id': requestId,
    // The rest of a body that nobody reads would be taken for the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(JSON.stringify(problem));
}
