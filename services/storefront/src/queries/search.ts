import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listSuggestions, longestBeginning, type SearchQuery, searchProducts } from '../api/search.ts';

export const searchResultsQuery = (query: SearchQuery) =>
  infiniteQueryOptions({
    queryKey: ['search', query],
    queryFn: ({ signal, pageParam }) => searchProducts({ ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // The facets stay where they are while a click on one of them is answered.
    placeholderData: keepPreviousData,
  });

export const suggestionsQuery = (typed: string) =>
  queryOptions({
    queryKey: ['suggestions', typed],
    queryFn: ({ signal }) => listSuggestions(typed, signal),
    enabled: typed.length >= 2 && typed.length <= longestBeginning,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
