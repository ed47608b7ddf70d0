import { api } from './api.ts';
import type { ProductSort, ProductSummary } from './catalog.ts';

/** Characters that the API takes as a query, and as the beginning of one to suggest for. */
export const longestQuery = 200;
export const longestBeginning = 100;

export interface ValueFacet {
  value: string;
  label?: string;
  count: number;
}

/** A price range in minor units: `from` inclusive, `to` exclusive and absent in the last one. */
export interface PriceFacet {
  from: number;
  to?: number;
  count: number;
}

export interface SearchAnswer {
  items: ProductSummary[];
  nextCursor: string | null;
  total: number;
  facets: { category: ValueFacet[]; brand: ValueFacet[]; price: PriceFacet[] };
  /** What was searched for instead, when the words as typed find nothing. */
  correctedQuery?: string;
  /** True while a simpler search stands in for the usual one. */
  degraded: boolean;
}

/** Prices are minor units. */
export interface SearchQuery {
  q: string;
  category?: string | undefined;
  brand?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  sort?: ProductSort | undefined;
  cursor?: string | undefined;
}

export interface Suggestion {
  text: string;
  productSlug?: string;
}

export const searchProducts = (query: SearchQuery, signal?: AbortSignal) =>
  api.get<SearchAnswer>('/search', { query: { ...query }, signal });

export const listSuggestions = (q: string, signal?: AbortSignal) =>
  api.get<{ items: Suggestion[] }>('/search/suggestions', { query: { q }, signal });
