import type { ProductSummary } from '@evermart/contracts/http/product';
import {
  type FacetValue,
  type PriceBand,
  priceBands,
  type SearchQuery,
  type SearchResult,
} from '@evermart/contracts/http/search';
import type { IndexAnswer } from '../index/index-reader.ts';
import { cursorAfter, SortValues } from './search-cursor.ts';
import type { Facet } from './search-filters.ts';

interface Bucket {
  readonly key: string;
  readonly doc_count: number;
}

/** Names of categories by slug; a slug that is missing is shown as it is. */
export type CategoryNames = ReadonlyMap<string, string>;

/** The answers to `searchRequests`, in their order. */
export function resultOf(query: SearchQuery, answers: readonly IndexAnswer[], names: CategoryNames): SearchResult {
  const hits = answers[0]?.hits.hits ?? [];
  const page = hits.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((hit) => (hit._source as { summary: ProductSummary }).summary),
    nextCursor:
      hits.length > query.limit && last !== undefined ? cursorAfter(query, SortValues.parse(last.sort)) : null,
    total: totalOf(answers),
    facets: {
      category: bucketsOf(answers, 'category').map((bucket) => labelled(facetValue(bucket), names)),
      brand: bucketsOf(answers, 'brand').map(facetValue),
      price: priceFacet(bucketsOf(answers, 'price')),
    },
    degraded: false,
  };
}

/** Of the hits, which are asked for first. */
export function totalOf([answer]: readonly IndexAnswer[]): number {
  const total = answer?.hits.total;
  return typeof total === 'object' ? total.value : (total ?? 0);
}

/** A facet is in one of the answers. */
function bucketsOf(answers: readonly IndexAnswer[], facet: Facet): readonly Bucket[] {
  for (const { aggregations } of answers) {
    const found = aggregations?.[facet] as { readonly buckets?: readonly Bucket[] } | undefined;
    if (found?.buckets !== undefined) return found.buckets;
  }
  return [];
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
