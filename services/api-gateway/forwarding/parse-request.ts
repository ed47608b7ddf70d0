import type { IncomingMessage } from 'node:http';
import { idempotencyKeyOf } from '@evermart/kit/idempotency-key';
import { parseBody, parsePathParameter, parseQuery } from '@evermart/kit/parse';
import { z } from 'zod';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { readJsonBody } from '../http/json-body.ts';
import { parseSearch } from '../http/query-string.ts';
import { maxBodyBytes, readBody } from '../http/read-body.ts';

/** A request that is valid for its endpoint. */
export interface ParsedRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The body as it came. */
  readonly bytes: Buffer | undefined;
  readonly idempotencyKey: string | undefined;
}

const noQuery = z.strictObject({});
const Parameters = z.record(z.string(), z.string());
/** Providers send more than clients may. */
const maxRawBodyBytes = maxBodyBytes * 4;

/** @throws ServiceError `not-found`, `idempotency-key-missing`, `validation-failed`, `malformed-body`, `body-too-large`, `unsupported-media-type` */
export async function parseRequest(
  endpoint: Endpoint,
  request: IncomingMessage,
  parameters: Readonly<Record<string, unknown>>,
  search: string,
): Promise<ParsedRequest> {
  return {
    parameters: parseParameters(endpoint, parameters),
    idempotencyKey: endpoint.idempotencyKey ? idempotencyKeyOf(request, 'purchase or refund') : undefined,
    query: parseSearchOf(endpoint, search),
    ...(await parseBodyOf(endpoint, request)),
  };
}

function parseParameters({ parameters: schema }: Endpoint, parameters: Readonly<Record<string, unknown>>) {
  if (schema === undefined) return {};
  const parsed = parsePathParameter(schema, parameters, 'There is nothing of that name.');
  return Parameters.parse(parsed);
}

/** @throws ServiceError `validation-failed` */
export function parseSearchOf({ query: schema = noQuery }: Endpoint, search: string): Record<string, unknown> {
  return parseQuery(schema, parseSearch(search));
}

async function parseBodyOf(endpoint: Endpoint, request: IncomingMessage) {
  if (endpoint.rawBody) return { body: undefined, bytes: await readBody(request, maxRawBodyBytes) };
  if (endpoint.body === undefined) return { body: undefined, bytes: undefined };
  const { bytes, value } = await readJsonBody(request, { optional: endpoint.bodyOptional === true });
  return { body: parseBody(endpoint.body, value), bytes };
}
