import type { SearchQuery, SearchResult } from '@evermart/contracts/http/search';
import type { API } from '@opensearch-project/opensearch';
import type { AskIndex } from '../index/index-reader.ts';
import { allWords, everything, nearlyAllWords } from './query-words.ts';
import { type CategoryNames, matchedBy, resultOf } from './search-answer.ts';
import { positionOf } from './search-cursor.ts';
import { searchRequest } from './search-request.ts';
import { correctionOf, spellingRequest } from './spelling.ts';

export interface SearchProductsDeps {
  readonly ask: AskIndex;
  readonly categoryNames: () => CategoryNames;
}

/**
 * Searches for the words as they were typed; where they occur in no product, for their correction, and in the end for
 * products that match nearly. What decides is the words alone: filters that leave nothing are a result, not a typo.
 * Each page of a search goes the same way, so that all belong to the same understanding.
 *
 * @throws ServiceError `validation-failed` for a bad cursor
 * @throws IndexUnavailableError
 */
export function createSearchProducts({ ask, categoryNames }: SearchProductsDeps) {
  return async function searchProducts(query: SearchQuery): Promise<SearchResult> {
    const after = query.cursor === undefined ? undefined : positionOf(query.cursor, query);
    const { q } = query;
    const result = (answer: API.Search_ResponseBody) => resultOf(query, answer, categoryNames());

    if (q === '')
      return result(await ask(searchRequest({ ...query, sort: unscored(query) }, { words: everything, after })));
    const exact = await ask(searchRequest(query, { words: allWords(q), after, suggest: spellingRequest(q) }));
    if (matchedBy(exact) > 0) return result(exact);

    const correction = correctionOf(q, exact);
    if (correction !== undefined) {
      const corrected = await ask(searchRequest(query, { words: allWords(correction), after }));
      if (matchedBy(corrected) > 0) return { ...result(corrected), correctedQuery: correction };
    }
    return result(await ask(searchRequest(query, { words: nearlyAllWords(q), after })));
  };
}
export type SearchProducts = ReturnType<typeof createSearchProducts>;

/** Without words every product is equally relevant: the popular ones come first. */
function unscored({ sort }: SearchQuery): SearchQuery['sort'] {
  return sort === 'relevance' ? 'popular' : sort;
}
