import { type Category, CategoryTree } from '@evermart/contracts/http/product';
import type { ServiceClient } from '@evermart/kit/http-client';

const freshMs = 60_000;
const retryMs = 2_000;

/**
 * The names of categories by slug, for the facet's labels. They are read in the background, from the start on: no search
 * waits for them, and slugs stand in while catalog has not answered yet.
 */
export function createCategoryNames(catalog: ServiceClient): () => ReadonlyMap<string, string> {
  let names: ReadonlyMap<string, string> = new Map();
  let nextReadMs = 0;
  void readUntilKnown();

  return () => {
    if (performance.now() >= nextReadMs) void read();
    return names;
  };

  async function readUntilKnown(): Promise<void> {
    await read();
    if (names.size === 0) setTimeout(readUntilKnown, retryMs).unref();
  }

  async function read(): Promise<void> {
    nextReadMs = performance.now() + retryMs;
    try {
      const tree = await catalog.call({ method: 'GET', path: '/categories', subject: { groups: [] } }, CategoryTree);
      names = new Map(flat(tree.items).map(({ slug, name }) => [slug, name]));
      nextReadMs = performance.now() + freshMs;
    } catch {
      // Labels are an extra: the names of before are as good, and the client logs what is wrong with catalog.
    }
  }
}

function flat(categories: readonly Category[]): Category[] {
  return categories.flatMap((category) => [category, ...flat(category.children)]);
}
