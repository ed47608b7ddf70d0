import { createHash } from 'node:crypto';
import { CursorId } from '@evermart/contracts/http/paging';
import type { SearchQuery } from '@evermart/contracts/http/search';
import { ServiceError } from '@evermart/kit/problem';
import { z } from 'zod';

/** Tells this service's cursors from catalog's: a shopper may turn pages while the one steps in for the other. */
const prefix = 's1.';

/** The sort values of the last hit of a page, in the order of the sort: numbers, and the id that breaks ties. */
export const SortValues = z.union([z.tuple([z.number(), CursorId]), z.tuple([z.number(), z.number(), CursorId])]);
export type SortValues = z.infer<typeof SortValues>;

const Position = z.tuple([z.string(), SortValues]);

export function isOwnCursor(cursor: string): boolean {
  return cursor.startsWith(prefix);
}

export function cursorAfter(query: SearchQuery, values: SortValues): string {
  return prefix + Buffer.from(JSON.stringify([digestOf(query), values])).toString('base64url');
}

/** @throws ServiceError `validation-failed` naming `cursor`, also for one of another search: its positions mean nothing here. */
export function positionOf(cursor: string, query: SearchQuery): SortValues {
  const position = Position.safeParse(decoded(cursor.slice(prefix.length)));
  if (!position.success || position.data[0] !== digestOf(query) || position.data[1].length !== sortLength(query)) {
    throw new ServiceError('validation-failed', 'The query is not valid: see errors.', {
      errors: [{ path: 'cursor', message: 'is not a cursor of this search: start without one' }],
    });
  }
  return position.data[1];
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Hits are sorted by one value and the id; by words there is a score before them. */
function sortLength({ q, sort }: SearchQuery): number {
  return sort === 'relevance' && q !== '' ? 3 : 2;
}

/** Everything that decides on the hits and their order; the size of a page does not. */
function digestOf({ q, category, brand, minPrice, maxPrice, sort }: SearchQuery): string {
  const parts = [q, category, brand, minPrice, maxPrice, sort].map((part) => part ?? null);
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
