import { ServiceError } from '@evermart/kit/problem';
import type { z } from 'zod';

/** Opaque to clients: where the next page begins. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position that a cursor of ours holds.
 *
 * @throws ServiceError `validation-failed` naming `cursor` when it is damaged or belongs to another list.
 */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  const parsed = schema.safeParse(jsonOrUndefined(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new ServiceError('validation-failed', 'The query is not valid: see errors.', {
    errors: [{ path: 'cursor', message: 'is not a cursor of this list: take nextCursor of its last page as it is' }],
  });
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
