import { SearchQuery, SuggestionQuery } from '@evermart/contracts/http/search';
import { parseQuery } from '@evermart/kit/parse';
import { Router } from 'express';
import { sendJson } from '../send-json.ts';
import type { Search } from './search-repository.ts';
import type { Suggest } from './suggestion-repository.ts';

export interface SearchRoutesDeps {
  readonly search: Search;
  readonly suggest: Suggest;
}

export function searchRoutes({ search, suggest }: SearchRoutesDeps): Router {
  const router = Router();

  router.get('/search', async (request, response) => {
    sendJson(response, await search(parseQuery(SearchQuery, request.query)));
  });

  router.get('/search/suggestions', async (request, response) => {
    const { q } = parseQuery(SuggestionQuery, request.query);
    response.json({ items: await suggest(q) });
  });

  return router;
}
