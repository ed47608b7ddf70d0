import { z } from 'zod';
import { queryNumberOr } from './query-number.ts';

/** `limit` and `cursor` of every list. */
export const PageQuery = z.strictObject({
  limit: queryNumberOr(20, { min: 1, max: 100 }),
  cursor: z.string().min(1).max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * What a cursor may hold, since anybody can make one up: a time that PostgreSQL has too (it knows no year 0, and reads
 * no more than 150 characters), and the
 * characters of our ids.
 */
export const CursorTime = z.iso
  .datetime()
  .max(40)
  .regex(/^(?!0000)/);
export const CursorId = z.string().regex(/^[\x21-\x7e]{1,100}$/);
