import type { z } from 'zod';
import { ServiceError } from './problem.ts';

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known here: remove it' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
  throw new ServiceError('validation-failed', `The ${what} is not valid: see errors.`, { errors });
}

/** @throws ServiceError `validation-failed` (422) with one entry a wrong member. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  return parse(schema, body, 'body');
}

/** @throws ServiceError `validation-failed` (422) */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  return parse(schema, query, 'query');
}

/** For path parameters: what can't be an id is not found. @throws ServiceError `not-found` (404) */
export function parsePathParameter<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  detail: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ServiceError('not-found', detail);
  return parsed.data;
}
