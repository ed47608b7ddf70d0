import { SuggestionQuery } from '@evermart/contracts/http/search';
import { parseQuery } from '@evermart/kit/parse';
import { Router } from 'express';
import type { CatalogFallback } from '../catalog/catalog-fallback.ts';
import { IndexUnavailableError } from '../index/index-reader.ts';
import type { SuggestProducts } from './suggest-products.ts';

export interface SuggestionRoutesDeps {
  /** Absent where there is no OpenSearch. */
  readonly suggestProducts: SuggestProducts | undefined;
  readonly fallback: CatalogFallback;
}

/** GET /search/suggestions: `Suggestions`, from the index or from catalog. */
export function suggestionRoutes({ suggestProducts, fallback }: SuggestionRoutesDeps): Router {
  const router = Router();
  router.get('/search/suggestions', async (request, response) => {
    const { q } = parseQuery(SuggestionQuery, request.query);
    try {
      if (suggestProducts !== undefined) {
        response.json(await suggestProducts(q));
        return;
      }
    } catch (error) {
      if (!(error instanceof IndexUnavailableError)) throw error;
    }
    await fallback.passOn(request, response);
  });
  return router;
}
