import type { Request } from 'express';
import { z } from 'zod';
import { fingerprint, type KeyedRequest } from './idempotency.ts';
import { ProviderError } from './provider-error.ts';

const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, 'Idempotency-Key: 1 to 255 visible ASCII characters');

const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new ProviderError(400, 'invalid_request', faults.join('; '), { cause: parsed.error });
};

/** @throws ProviderError 400 `invalid_request`, naming each wrong field */
export const parseBody = <T>(schema: z.ZodType<T>, request: Request): T => {
  const body: unknown = request.body;
  if (body === undefined && Number(request.get('content-length') ?? 0) > 0) {
    throw new ProviderError(400, 'invalid_request', 'send JSON with Content-Type: application/json');
  }
  return parse(schema, body ?? {});
};

/** @throws ProviderError 400 `invalid_request`, naming each wrong parameter */
export const parseQuery = <T>(schema: z.ZodType<T>, request: Request): T => parse(schema, request.query);

/** @throws ProviderError 400 `idempotency_key_missing` or `invalid_request` */
export const keyedRequest = (request: Request, body: object): KeyedRequest => {
  const header = request.get('idempotency-key');
  if (!header)
    throw new ProviderError(400, 'idempotency_key_missing', 'send an Idempotency-Key header with every POST');
  const key = parse(IdempotencyKey, header);
  return { key, fingerprint: fingerprint(`${request.method} ${request.baseUrl}${request.path}`, body) };
};
