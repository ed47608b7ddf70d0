import { CursorId, CursorTime } from '@evermart/contracts/http/paging';
import { ServiceError } from '@evermart/kit/problem';
import { z } from 'zod';

/** Where a page ended, newest first. */
export interface OrderPosition {
  /** RFC 3339, or `infinity` before the first page. */
  readonly placedAt: string;
  readonly id: string;
}

const Position = z.tuple([CursorTime, CursorId]);
export const beforeFirst: OrderPosition = { placedAt: 'infinity', id: '' };

export function cursorOf({ placedAt, id }: OrderPosition): string {
  return Buffer.from(JSON.stringify([placedAt, id])).toString('base64url');
}

/** @throws ServiceError `validation-failed` for what is no cursor of ours */
export function positionIn(cursor: string | undefined): OrderPosition {
  if (cursor === undefined) return beforeFirst;
  const position = Position.safeParse(jsonIn(cursor));
  if (!position.success) {
    throw new ServiceError('validation-failed', 'The query is not valid: see errors.', {
      errors: [{ path: 'cursor', message: 'is not the nextCursor of an earlier page' }],
    });
  }
  const [placedAt, id] = position.data;
  return { placedAt, id };
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
