import { createHash } from 'node:crypto';
import { CursorId } from '@evermart/contracts/http/paging';
import type { SearchQuery } from '@evermart/contracts/http/search';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';

/** The last match of a page: its value in the sort, the highest first, and its id. */
export interface SearchPosition {
  readonly position: number;
  readonly productId: string;
}

const start: SearchPosition = { position: Number.MAX_SAFE_INTEGER, productId: '' };

/** Where the page begins. @throws ServiceError `validation-failed` for a cursor of another search */
export function positionIn(query: SearchQuery): SearchPosition {
  if (query.cursor === undefined) return start;
  const Cursor = z
    .tuple([z.literal(digestOf(query)), z.int(), CursorId])
    .transform(([, position, productId]) => ({ position, productId }));
  return decodeCursor(Cursor, query.cursor);
}

export function cursorAfter(query: SearchQuery, { position, productId }: SearchPosition): string {
  return encodeCursor([digestOf(query), position, productId]);
}

/** Everything that decides on the matches and their order; the size of a page does not. */
function digestOf({ q, category, brand, minPrice, maxPrice, sort }: SearchQuery): string {
  const parts = [q, category, brand, minPrice, maxPrice, sort].map((part) => part ?? null);
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
