import type { ProductSort } from './api/catalog.ts';

export const sortLabels: Readonly<Record<ProductSort, string>> = {
  relevance: 'Best match',
  popular: 'Most popular',
  newest: 'Newest first',
  'price-asc': 'Price, low to high',
  'price-desc': 'Price, high to low',
};

/** What a list's address asks for; prices are minor units. */
export interface AddressFilter {
  sort: ProductSort;
  minPrice: number | undefined;
  maxPrice: number | undefined;
  inStock: boolean;
}

/** Reads an address as a filter; what makes no sense there counts as not given. */
export function readFilter(params: URLSearchParams, usualSort: ProductSort): AddressFilter {
  const sort = params.get('sort');
  return {
    sort: sort !== null && isSort(sort) ? sort : usualSort,
    minPrice: readPrice(params.get('minPrice')),
    maxPrice: readPrice(params.get('maxPrice')),
    inStock: params.get('inStock') === 'true',
  };
}

/** The same address with `changes` made: an empty value or undefined takes a parameter out. */
export function withParams(params: URLSearchParams, changes: Record<string, string | undefined>): URLSearchParams {
  const changed = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}

function isSort(value: string): value is ProductSort {
  return Object.hasOwn(sortLabels, value);
}

function readPrice(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
