import type { IncomingMessage } from 'node:http';
import type { RawAnswer, ServiceRequest } from '@evermart/kit/http-client';
import { ServiceError } from '@evermart/kit/problem';
import type { Endpoint, Target } from '../endpoints/endpoint.ts';
import { apiPrefix } from '../endpoints/public-api.ts';
import { canonicalSearch } from '../http/query-string.ts';
import type { ParsedRequest } from './parse-request.ts';

/** What services may want to know of a request, beside who asks. */
const passedOn = ['if-match', 'accept-language', 'stripe-signature', 'evermart-signature'] as const;
const maxHeaderLength = 2_000;

/** The same request on the service's own path, with its query in canonical form. */
export function upstreamRequest(
  endpoint: Endpoint,
  target: Target,
  { parameters, query, bytes, idempotencyKey }: ParsedRequest,
  request: IncomingMessage,
): ServiceRequest {
  return {
    method: endpoint.method,
    path: fill(target.path, parameters) + canonicalSearch(query),
    headers: headersOf(endpoint, request, idempotencyKey),
    ...(bytes === undefined ? {} : { body: bytes }),
  };
}

function fill(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

function headersOf(endpoint: Endpoint, request: IncomingMessage, idempotencyKey: string | undefined) {
  const headers: Record<string, string> = {};
  for (const name of passedOn) {
    const value = request.headers[name];
    if (typeof value !== 'string') continue;
    if (value.length <= maxHeaderLength) headers[name] = value;
    // Left out it would make the write unconditional.
    else if (name === 'if-match')
      throw new ServiceError('version-conflict', 'If-Match lists more than can be told apart.');
  }
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  const contentType = request.headers['content-type'];
  if (endpoint.rawBody && contentType !== undefined) headers['content-type'] = contentType;
  return headers;
}

/** Headers of a service's answer that are the client's business; its own paths become public ones. */
export function publicHeaders({ headers }: RawAnswer): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['content-type', 'etag', 'retry-after'] as const) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  const { location } = headers;
  if (typeof location === 'string') kept.location = location.startsWith('/') ? apiPrefix + location : location;
  return kept;
}
