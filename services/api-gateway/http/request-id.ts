import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { requestIdHeader } from '@evermart/kit/app';

const shape = /^[A-Za-z0-9._-]{8,100}$/;

/** The caller's own id where it looks like one, else a new one; the request carries it from here on. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers[requestIdHeader];
  if (typeof given === 'string' && shape.test(given)) return given;
  const requestId = randomUUID();
  request.headers[requestIdHeader] = requestId;
  return requestId;
}
