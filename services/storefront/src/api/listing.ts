/** One page of a list; `nextCursor` is null on the last one. */
export interface Listing<T> {
  items: T[];
  nextCursor: string | null;
}
