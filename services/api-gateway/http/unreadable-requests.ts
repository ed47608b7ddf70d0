import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemBody, ServiceError } from '@evermart/kit/problem';
import { answerProblem } from './answer-problem.ts';
import { requestIdOf } from './request-id.ts';
import { flatSecurityHeaders } from './security-headers.ts';

const everyMethod = 'GET, HEAD, POST, PUT, PATCH, DELETE';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Gives what never becomes a request for the app (broken HTTP, too many or too slow headers, CONNECT) a problem like any
 * other; Node by itself answers a bare status line, or nothing.
 */
export function refuseUnreadableRequests(server: Server): void {
  const latest = new WeakMap<Duplex, Exchange>();
  const refused = new WeakSet<Duplex>();
  server.prependListener('request', (request, response) => latest.set(request.socket, { request, response }));
  // RFC 9110 10.1.1: an expectation that is not known may be ignored.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket) => {
    const error = new ServiceError('method-not-allowed', `CONNECT is not possible here, but ${everyMethod}.`);
    refuse(socket, error, ['Allow', everyMethod]);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else refuseInTurn(socket, latest.get(socket), meaningOf(error));
  });
}

/** Answers come in the order of their requests, one for each, also when the rest of a connection can't be read. */
function refuseInTurn(socket: Duplex, last: Exchange | undefined, error: ServiceError): void {
  if (last === undefined || last.response.writableFinished) {
    refuse(socket, error);
    return;
  }
  const { request, response } = last;
  if (request.complete) {
    response.once('finish', () => refuse(socket, error));
  } else if (response.headersSent) {
    response.once('finish', () => socket.end());
  } else {
    response.shouldKeepAlive = false;
    answerProblem(response, error, requestIdOf(request));
  }
}

function meaningOf(cause: NodeJS.ErrnoException): ServiceError {
  if (cause.code === 'HPE_HEADER_OVERFLOW') {
    return new ServiceError('headers-too-large', 'The path and the headers are larger than 16 KB together.', { cause });
  }
  if (cause.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ServiceError('request-timeout', 'The request did not arrive in time.', { cause });
  }
  return new ServiceError('malformed-body', 'The request is not well-formed HTTP/1.1.', { cause });
}

function refuse(socket: Duplex, error: ServiceError, headers: readonly string[] = []): void {
  const requestId = randomUUID();
  const body = JSON.stringify(problemBody(error, requestId));
  const pairs = [
    ...flatSecurityHeaders,
    ...headers,
    'Content-Type',
    'application/problem+json; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(body)),
    'Cache-Control',
    'no-store',
    'X-Request-Id',
    requestId,
    'Connection',
    'close',
  ];
  const lines = [`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`];
  for (let index = 0; index < pairs.length; index += 2) lines.push(`${pairs[index]}: ${pairs[index + 1]}`);
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
