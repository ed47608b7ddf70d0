import { RecommendationQuery, Recommendations } from '@evermart/contracts/http/recommendations';
import { SearchQuery, SearchResult, SuggestionQuery, Suggestions } from '@evermart/contracts/http/search';
import { searchedFor } from '../clickstream/shopper-activity.ts';
import type { Endpoint } from './endpoint.ts';

const always = () => true;

export const searchEndpoints: readonly Endpoint[] = [
  {
    id: 'search',
    method: 'GET',
    path: '/search',
    tag: 'Search',
    summary: 'Products that match words, with facets',
    description:
      'Tolerates typing errors: `correctedQuery` tells what was searched for instead. `degraded` says that the full search is away and the catalogue answers for it.',
    access: 'public',
    query: SearchQuery,
    answers: { 200: { description: 'A page of matches', schema: SearchResult } },
    target: { service: 'search', path: '/search' },
    standIn: 'catalog',
    shared: always,
    observe: ({ query, answer }) => searchedFor(query, answer),
  },
  {
    id: 'suggest',
    method: 'GET',
    path: '/search/suggestions',
    tag: 'Search',
    summary: 'Up to 8 completions of what is being typed',
    access: 'public',
    query: SuggestionQuery,
    answers: { 200: { description: 'Suggestions, the best first', schema: Suggestions } },
    target: { service: 'search', path: '/search/suggestions' },
    standIn: 'catalog',
    shared: always,
  },
  {
    id: 'recommend',
    method: 'GET',
    path: '/recommendations',
    tag: 'Search',
    summary: 'Up to 12 products that go with a product, or suit this visitor',
    access: 'anyone',
    query: RecommendationQuery,
    answers: {
      200: { description: 'Products, the best first; none while recommendations are away', schema: Recommendations },
    },
    target: { service: 'recommendations', path: '/recommendations' },
    shared: (query, recognised) => query.product !== undefined || !recognised,
    fallback: { items: [], boughtTogether: 0 },
  },
];
