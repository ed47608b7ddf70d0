import type { ProductSort } from '@evermart/contracts/http/product';
import { priceBands, type SearchQuery } from '@evermart/contracts/http/search';
import type { API, Types } from '@opensearch-project/opensearch';
import { countsBy } from '../index/terms-aggregation.ts';
import type { SortValues } from './search-cursor.ts';
import { allOf, type Facet, type Filters, facets, filtersOf, filtersOfOthers } from './search-filters.ts';

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

/** How many products match the words, whatever the filters. */
export const matchedAggregation = 'matched';
/** Around a facet's own aggregation, where other facets' filters narrow it. */
export const narrowed = 'narrowed';

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
  readonly suggest?: API.Search_RequestBody['suggest'] | undefined;
}

/** One hit more than a page holds tells whether another page follows. */
export function searchRequest(query: SearchQuery, options: SearchRequestOptions): API.Search_RequestBody {
  const { words, after, suggest } = options;
  const filters = filtersOf(query);
  const set = Object.values(filters);
  return {
    query: words,
    size: query.limit + 1,
    sort: sorts[query.sort],
    track_total_hits: true,
    aggs: aggregations(filters),
    ...(set.length === 0 ? {} : { post_filter: allOf(set) }),
    ...(after === undefined ? {} : { search_after: after }),
    ...(suggest === undefined ? {} : { suggest }),
  };
}

function aggregations(filters: Filters): Record<string, Aggregation> {
  const byFacet = facets.map((facet) => {
    const others = filtersOfOthers(facet, filters);
    const own = facetAggregations[facet];
    return [facet, others.length === 0 ? own : { filter: allOf(others), aggs: { [narrowed]: own } }] as const;
  });
  return { ...Object.fromEntries(byFacet), [matchedAggregation]: { filter: { match_all: {} } } };
}
