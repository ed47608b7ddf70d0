import type { SearchQuery, SearchResult } from '@evermart/contracts/http/search';
import type { Types } from '@opensearch-project/opensearch';
import type { AskIndex, IndexAnswer, IndexRequest } from '../index/index-reader.ts';
import { allWords, everything, nearlyAllWords } from './query-words.ts';
import { type CategoryNames, resultOf, totalOf } from './search-answer.ts';
import { positionOf } from './search-cursor.ts';
import { filtersOf } from './search-filters.ts';
import { existenceRequest, searchRequests } from './search-request.ts';
import { correctionOf, spellingRequest } from './spelling.ts';

type Query = Types.Common_QueryDsl.QueryContainer;

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
    const search = (words: Query, suggest?: IndexRequest['suggest']) =>
      ask(searchRequests(query, { words, after, suggest }));
    const result = (answers: IndexAnswer[]) => resultOf(query, answers, categoryNames());

    if (q === '')
      return result(await ask(searchRequests({ ...query, sort: unscored(query) }, { words: everything, after })));
    const exact = await search(allWords(q), spellingRequest(q));
    if (totalOf(exact) > 0 || (isFiltered(query) && (await exists(allWords(q))))) return result(exact);

    const correction = correctionOf(q, exact[0]);
    if (correction !== undefined) {
      const corrected = await search(allWords(correction));
      if (totalOf(corrected) > 0 || (isFiltered(query) && (await exists(allWords(correction))))) {
        return { ...result(corrected), correctedQuery: correction };
      }
    }
    return result(await search(nearlyAllWords(q)));
  };

  async function exists(words: Query): Promise<boolean> {
    return totalOf(await ask([existenceRequest(words)])) > 0;
  }
}
export type SearchProducts = ReturnType<typeof createSearchProducts>;

/** Without words every product is equally relevant: the popular ones come first. */
function unscored({ sort }: SearchQuery): SearchQuery['sort'] {
  return sort === 'relevance' ? 'popular' : sort;
}

function isFiltered(query: SearchQuery): boolean {
  return Object.keys(filtersOf(query)).length > 0;
}
