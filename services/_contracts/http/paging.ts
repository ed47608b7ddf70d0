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
