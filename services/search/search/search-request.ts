import type { ProductSort } from '@evermart/contracts/http/product';
import { priceBands, type SearchQuery } from '@evermart/contracts/http/search';
import type { Types } from '@opensearch-project/opensearch';
import type { IndexRequest } from '../index/index-reader.ts';
import { countsBy } from '../index/terms-aggregation.ts';
import type { SortValues } from './search-cursor.ts';
import { type Facet, type Filters, facets, filtersOf, filtersOfOthers, within } from './search-filters.ts';

type Aggregation = Types.Common_Aggregations.AggregationContainer;
type Query = Types.Common_QueryDsl.QueryContainer;

/** Values of a facet that are worth showing. */
const facetSize = 50;

/** Each ends with the id, so that no two products share a place and a page begins where the one before ended. */
const sorts: Readonly<Record<ProductSort, Types.Common.Sort>> = {
  relevance: [{ _score: { order: 'desc' } }, { popularity: { order: 'desc' } }, { productId: { order: 'asc' } }],
  popular: [{ popularity: { order: 'desc' } }, { productId: { order: 'asc' } }],
  newest: [{ createdAt: { order: 'desc' } }, { productId: { order: 'asc' } }],
  'price-asc': [{ priceMinor: { order: 'asc' } }, { productId: { order: 'asc' } }],
  'price-desc': [{ priceMinor: { order: 'desc' } }, { productId: { order: 'asc' } }],
};

const facetAggregations: Readonly<Record<Facet, Aggregation>> = {
  category: countsBy('categories', facetSize),
  brand: countsBy('brand.exact', facetSize),
  price: {
    range: {
      field: 'priceMinor',
      keyed: false,
      ranges: priceBands.map(({ value, from, to }) => ({ key: value, from, ...(to === undefined ? {} : { to }) })),
    },
  },
};

export interface SearchRequestOptions {
  readonly words: Query;
  /** Where the page before ended. */
  readonly after?: SortValues | undefined;
  readonly suggest?: IndexRequest['suggest'] | undefined;
}

/**
 * A search in parts: first the hits, with the facets that no filter is set for, then each of the other facets by itself,
 * since its own filter does not narrow it. Apart they cost less than one request that counts what it does not show, and
 * the index remembers a facet's counts while the filter moves.
 */
export function searchRequests(query: SearchQuery, options: SearchRequestOptions): IndexRequest[] {
  const filters = filtersOf(query);
  const open = facets.filter((facet) => filters[facet] === undefined);
  const narrowing = facets.filter((facet) => filters[facet] !== undefined);
  return [
    hitsRequest(query, options, filters, open),
    ...narrowing.map((facet) => facetRequest(facet, options.words, filters)),
  ];
}

/** Whether any product matches the words, whatever the filters. */
export function existenceRequest(words: Query): IndexRequest {
  return { query: words, size: 0, terminate_after: 1 };
}

/** One hit more than a page holds tells whether another page follows. */
function hitsRequest(
  query: SearchQuery,
  { words, after, suggest }: SearchRequestOptions,
  filters: Filters,
  open: readonly Facet[],
): IndexRequest {
  return {
    query: within(words, Object.values(filters)),
    size: query.limit + 1,
    sort: sorts[query.sort],
    track_total_hits: true,
    aggregations: Object.fromEntries(open.map((facet) => [facet, facetAggregations[facet]])),
    ...(after === undefined ? {} : { search_after: after }),
    ...(suggest === undefined ? {} : { suggest }),
  };
}

function facetRequest(facet: Facet, words: Query, filters: Filters): IndexRequest {
  return {
    query: within(words, filtersOfOthers(facet, filters)),
    size: 0,
    track_total_hits: false,
    aggregations: { [facet]: facetAggregations[facet] },
  };
}
