import type { z } from 'zod';
import { inWords } from './in-words.ts';
import { type FieldError, ServiceError } from './problem.ts';

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: inWords });
  const errors = parsed.success ? unstorableText(parsed.data) : parsed.error.issues.flatMap(fieldErrors);
  if (!parsed.success || errors.length > 0) {
    throw new ServiceError('validation-failed', `The ${what} is not valid: see errors.`, { errors });
  }
  return parsed.data;
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known here: remove it' }))
    : [{ path: issue.path.join('.'), message: issue.message }];
}

/** Text that JSON can spell but PostgreSQL can't hold: NUL, and halves of surrogate pairs. */
function unstorableText(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return [];
    return [{ path: path.join('.'), message: 'holds a character that is not text: NUL or half a surrogate pair' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...unstorableText(key, path),
    ...unstorableText(member, [...path, key]),
  ]);
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
  if (!parsed.success || unstorableText(parsed.data).length > 0) throw new ServiceError('not-found', detail);
  return parsed.data;
}
