import { ProductDocument, ProductDocuments } from '@evermart/contracts/http/catalog';
import { SearchResult } from '@evermart/contracts/http/search';
import type { ServiceClient } from '@evermart/kit/http-client';
import { isServiceError } from '@evermart/kit/problem';

const pageSize = 100;
/** A page of documents is larger than other answers, and nobody waits for it. */
const timeoutMs = 10_000;
/** The index acts for itself, whoever's request or event set it off. */
const subject = { groups: [] };

/** The catalogue as the index reads it. Methods throw ServiceError `dependency-unavailable` while catalog is away. */
export function createCatalogDocuments(catalog: ServiceClient) {
  return {
    /** `undefined` for a product that is not sold. */
    async find(productId: string): Promise<ProductDocument | undefined> {
      const path = `/documents/${encodeURIComponent(productId)}`;
      try {
        return await catalog.call({ method: 'GET', path, subject }, ProductDocument);
      } catch (error) {
        if (isServiceError(error, 'not-found')) return undefined;
        throw error;
      }
    },

    /** Every product, a page at a time. One that changes meanwhile may come as it was or as it is. */
    async *pages(): AsyncGenerator<ProductDocument[]> {
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const path = `/documents?limit=${pageSize}${after}`;
        const page: ProductDocuments = await catalog.call(
          { method: 'GET', path, subject, timeoutMs },
          ProductDocuments,
        );
        yield page.items;
        cursor = page.nextCursor;
      } while (cursor !== null);
    },

    /** Rejects while there is no use in asking. */
    async reachable(): Promise<void> {
      await catalog.call({ method: 'GET', path: '/documents?limit=1', subject }, ProductDocuments);
    },

    /** How many products are sold. */
    async count(): Promise<number> {
      const result = await catalog.call({ method: 'GET', path: '/search?limit=1', subject, timeoutMs }, SearchResult);
      return result.total;
    },
  };
}
export type CatalogDocuments = ReturnType<typeof createCatalogDocuments>;
