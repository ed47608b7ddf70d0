import type { ProductSummary } from '@evermart/contracts/http/product';
import {
  type FacetValue,
  type PriceBand,
  priceBands,
  type SearchQuery,
  type SearchResult,
} from '@evermart/contracts/http/search';
import type { API } from '@opensearch-project/opensearch';
import { cursorAfter, SortValues } from './search-cursor.ts';
import type { Facet } from './search-filters.ts';
import { matchedAggregation, narrowed } from './search-request.ts';

interface Bucket {
  readonly key: string;
  readonly doc_count: number;
}

interface FacetAnswer {
  readonly buckets?: readonly Bucket[];
  readonly [narrowed]?: { readonly buckets: readonly Bucket[] };
}

/** Names of categories by slug; a slug that is missing is shown as it is. */
export type CategoryNames = ReadonlyMap<string, string>;

export function resultOf(query: SearchQuery, answer: API.Search_ResponseBody, names: CategoryNames): SearchResult {
  const { hits } = answer.hits;
  const page = hits.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((hit) => (hit._source as { summary: ProductSummary }).summary),
    nextCursor:
      hits.length > query.limit && last !== undefined ? cursorAfter(query, SortValues.parse(last.sort)) : null,
    total: totalOf(answer),
    facets: {
      category: bucketsOf(answer, 'category').map((bucket) => labelled(facetValue(bucket), names)),
      brand: bucketsOf(answer, 'brand').map(facetValue),
      price: priceFacet(bucketsOf(answer, 'price')),
    },
    degraded: false,
  };
}

/** Products that match the words, whatever the filters. */
export function matchedBy(answer: API.Search_ResponseBody): number {
  const matched = answer.aggregations?.[matchedAggregation] as { doc_count?: number } | undefined;
  return matched?.doc_count ?? 0;
}

function totalOf({ hits }: API.Search_ResponseBody): number {
  return typeof hits.total === 'object' ? hits.total.value : (hits.total ?? 0);
}

function bucketsOf(answer: API.Search_ResponseBody, facet: Facet): readonly Bucket[] {
  const found = answer.aggregations?.[facet] as FacetAnswer | undefined;
  return found?.buckets ?? found?.[narrowed]?.buckets ?? [];
}

function facetValue({ key, doc_count }: Bucket): FacetValue {
  return { value: key, count: doc_count };
}

function labelled(facet: FacetValue, names: CategoryNames): FacetValue {
  const label = names.get(facet.value);
  return label === undefined ? facet : { ...facet, label };
}

function priceFacet(buckets: readonly Bucket[]): PriceBand[] {
  const counts = new Map(buckets.map(({ key, doc_count }) => [key, doc_count]));
  return priceBands.map((band) => ({ ...band, count: counts.get(band.value) ?? 0 }));
}
