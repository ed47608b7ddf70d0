import { SearchQuery } from '@evermart/contracts/http/search';
import type { Logger } from '@evermart/kit/log';
import { parseQuery } from '@evermart/kit/parse';
import { unavailable } from '@evermart/kit/problem';
import { counter } from '@evermart/kit/telemetry';
import { Router } from 'express';
import type { CatalogFallback } from '../catalog/catalog-fallback.ts';
import { IndexUnavailableError } from '../index/index-reader.ts';
import { isOwnCursor } from './search-cursor.ts';
import type { SearchProducts } from './search-products.ts';

export interface SearchRoutesDeps {
  /** Absent where there is no OpenSearch. */
  readonly searchProducts: SearchProducts | undefined;
  readonly fallback: CatalogFallback;
  readonly logger: Logger;
}

const fruitless = counter('evermart.search.no_results', 'Searches that found nothing');

/** GET /search: `SearchResult`, from the index or, with `degraded: true`, from catalog. */
export function searchRoutes({ searchProducts, fallback, logger }: SearchRoutesDeps): Router {
  const router = Router();

  router.get('/search', async (request, response) => {
    const query = parseQuery(SearchQuery, request.query);
    const { cursor } = query;
    // A page of catalog's is followed by a page of catalog's.
    if (searchProducts === undefined || (cursor !== undefined && !isOwnCursor(cursor))) {
      await answerFromCatalog();
      return;
    }
    try {
      const result = await searchProducts(query);
      if (result.total === 0) recordNoResults(query, false);
      response.json(result);
    } catch (error) {
      if (!(error instanceof IndexUnavailableError)) throw error;
      // Catalog can't tell where in the index's order a page ended, and starting over would repeat products.
      if (cursor !== undefined) throw unavailable('The next page', error);
      await answerFromCatalog();
    }

    async function answerFromCatalog(): Promise<void> {
      const answer = await fallback.passOn(request, response);
      if (answer.status === 200 && foundNothing(answer.body)) recordNoResults(query, true);
    }
  });
  return router;

  /** The words are the shopper's own and may be personal: only how many letters they have is recorded here. */
  function recordNoResults({ q, cursor }: SearchQuery, degraded: boolean): void {
    if (q === '' || cursor !== undefined) return;
    const queryLength = q.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').length;
    fruitless.add(1, { degraded });
    logger.info({ event: 'search.no-results', queryLength, degraded });
  }
}

/** Looks into the bytes that are passed on: parsing every answer for this would cost more than the search is worth. */
function foundNothing(body: Buffer): boolean {
  return body.includes('"items":[]');
}
