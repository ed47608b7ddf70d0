import type { SearchQuery } from '@evermart/contracts/http/search';
import type { Types } from '@opensearch-project/opensearch';

type Query = Types.Common_QueryDsl.QueryContainer;

export type Facet = 'category' | 'brand' | 'price';
export const facets: readonly Facet[] = ['category', 'brand', 'price'];

/** The filters that a shopper has set, by the facet they belong to. Bounds are inclusive, on the lowest variant's price. */
export type Filters = Readonly<Partial<Record<Facet, Query>>>;

export function filtersOf({ category, brand, minPrice, maxPrice }: SearchQuery): Filters {
  return {
    ...(category === undefined ? {} : { category: { term: { categories: { value: category } } } }),
    ...(brand === undefined ? {} : { brand: { term: { 'brand.exact': { value: brand } } } }),
    ...(minPrice === undefined && maxPrice === undefined
      ? {}
      : {
          price: {
            range: {
              priceMinor: {
                ...(minPrice === undefined ? {} : { gte: minPrice }),
                ...(maxPrice === undefined ? {} : { lte: maxPrice }),
              },
            },
          },
        }),
  };
}

/** The hits of the words that pass all the filters. */
export function within(words: Query, filters: readonly Query[]): Query {
  return filters.length === 0 ? words : { bool: { must: [words], filter: [...filters] } };
}

/** A facet is narrowed by the others' filters, never by its own: it shows what else could be chosen. */
export function filtersOfOthers(facet: Facet, filters: Filters): Query[] {
  return facets.flatMap((other) => (other === facet ? [] : (filters[other] ?? [])));
}
