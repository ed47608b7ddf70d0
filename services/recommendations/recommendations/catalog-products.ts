import { ProductSummaries } from '@evermart/contracts/http/catalog';
import { ProductList, type ProductSummary } from '@evermart/contracts/http/product';
import type { ServiceClient } from '@evermart/kit/http-client';
import { LRUCache } from 'lru-cache';

const popularTtlMs = 30_000;
/** More than are shown, since some are shown already or sold out. */
const popularLimit = 24;

/** Catalog's summaries. Methods throw ServiceError `dependency-unavailable` while catalog is away. */
export function createCatalogProducts(catalog: ServiceClient) {
  const popular = new LRUCache<'first', readonly ProductSummary[]>({
    max: 1,
    ttl: popularTtlMs,
    allowStaleOnFetchRejection: true,
    fetchMethod: async () => {
      const path = `/products?sort=popular&limit=${popularLimit}`;
      return (await catalog.call({ method: 'GET', path, subject: { groups: [] } }, ProductList)).items;
    },
  });

  return {
    /** In the order given; without those that are not sold. */
    async lookUp(slugs: readonly string[]): Promise<readonly ProductSummary[]> {
      if (slugs.length === 0) return [];
      const request = { method: 'POST', path: '/products/lookup', body: { slugs }, idempotent: true } as const;
      return (await catalog.call(request, ProductSummaries)).items;
    },

    /** What catalog itself holds for popular. */
    async popular(): Promise<readonly ProductSummary[]> {
      return (await popular.fetch('first')) ?? [];
    },
  };
}
export type CatalogProducts = ReturnType<typeof createCatalogProducts>;
