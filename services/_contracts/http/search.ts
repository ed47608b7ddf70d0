import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { ProductSort, ProductSummary, Slug } from './product.ts';
import { queryNumber } from './query-number.ts';

const priceBound = queryNumber({ min: 0, max: 1_000_000_000 }).describe('Minor units');

/** GET /search of the search service, and of catalog as its fallback: both answer `SearchResult`. */
export const SearchQuery = PageQuery.extend({
  q: z.string().trim().max(200).default(''),
  category: Slug.optional(),
  brand: z.string().min(1).max(120).optional(),
  minPrice: priceBound.optional(),
  maxPrice: priceBound.optional(),
  sort: ProductSort.default('relevance'),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const FacetValue = z.object({ value: z.string(), label: z.string().optional(), count: z.int() });
export type FacetValue = z.infer<typeof FacetValue>;
/** A price band in minor units: `from` inclusive, `to` exclusive and absent in the last one. */
export const PriceBand = z.object({ value: z.string(), from: z.int(), to: z.int().optional(), count: z.int() });
export type PriceBand = z.infer<typeof PriceBand>;

/** Upper bounds of the price facet's bands, minor units. */
const priceBandBounds = [1_000, 2_500, 5_000, 10_000, 25_000] as const;

/** The bands between the bounds, without counts: `value` is `<from>-<to>`, and `<from>-` of the last one. */
export const priceBands: readonly Omit<PriceBand, 'count'>[] = [0, ...priceBandBounds].map((from, index) => {
  const to = priceBandBounds[index];
  return to === undefined ? { value: `${from}-`, from } : { value: `${from}-${to}`, from, to };
});

export const SearchResult = z.object({
  items: z.array(ProductSummary),
  nextCursor: z.string().nullable(),
  total: z.int().nonnegative(),
  facets: z.object({ category: z.array(FacetValue), brand: z.array(FacetValue), price: z.array(PriceBand) }),
  correctedQuery: z.string().optional(),
  degraded: z.boolean(),
});
export type SearchResult = z.infer<typeof SearchResult>;

export const SuggestionQuery = z.strictObject({ q: z.string().trim().min(1).max(100) });
export const Suggestions = z.object({
  items: z.array(z.object({ text: z.string(), productSlug: z.string().optional() })).max(8),
});
export type Suggestions = z.infer<typeof Suggestions>;
