import { createApp } from '@evermart/kit/app';
import type { Health } from '@evermart/kit/health';
import type { ServiceClient } from '@evermart/kit/http-client';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import { createCatalogFallback } from './catalog/catalog-fallback.ts';
import { createCategoryNames } from './catalog/category-names.ts';
import type { IndexKeeper } from './index/index-keeper.ts';
import type { AskIndex } from './index/index-reader.ts';
import { indexRoutes } from './index/index-routes.ts';
import { createSearchProducts } from './search/search-products.ts';
import { searchRoutes } from './search/search-routes.ts';
import { createSuggestProducts } from './suggestions/suggest-products.ts';
import { suggestionRoutes } from './suggestions/suggestion-routes.ts';

export interface SearchAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly verifyToken: TokenVerifier;
  readonly catalog: ServiceClient;
  /** Absent where there is no OpenSearch: catalog answers everything. */
  readonly index?: { readonly ask: AskIndex; readonly keeper: Pick<IndexKeeper, 'requestRebuild'> } | undefined;
}

export function createSearchApp({ logger, health, verifyToken, catalog, index }: SearchAppDeps) {
  const fallback = createCatalogFallback(catalog);
  const searchProducts = index && createSearchProducts({ ask: index.ask, categoryNames: createCategoryNames(catalog) });
  const suggestProducts = index && createSuggestProducts({ ask: index.ask });
  return createApp({
    logger,
    health,
    verifyToken,
    routes: [
      searchRoutes({ searchProducts, fallback, logger }),
      suggestionRoutes({ suggestProducts, fallback }),
      indexRoutes({ keeper: index?.keeper }),
    ],
  });
}
