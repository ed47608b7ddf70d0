import { setTimeout as delay } from 'node:timers/promises';

/**
 * Collects items for `windowMs` and hands them on together. Batches follow one another: what a later one reads is never
 * older than what an earlier one wrote. The answer, or the failure, is that of the item's batch.
 */
export function inBatches<Item, Result>(
  handle: (items: readonly Item[]) => Promise<Result>,
  windowMs: number,
): (item: Item) => Promise<Result> {
  let open: { readonly items: Item[]; readonly result: Promise<Result> } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  return (item) => {
    open ??= begin();
    open.items.push(item);
    return open.result;
  };

  function begin() {
    const items: Item[] = [];
    const result = last.then(async () => {
      await delay(windowMs);
      open = undefined;
      return handle(items);
    });
    last = result.catch(() => undefined);
    return { items, result };
  }
}
