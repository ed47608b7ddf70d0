import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listCategories, listProducts, listRecommendations, type ProductFilter, readProduct } from '../api/catalog.ts';

const minuteMs = 60_000;

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => listCategories(signal),
  staleTime: 5 * minuteMs,
});

export const productQuery = (slug: string) =>
  queryOptions({ queryKey: ['product', slug], queryFn: ({ signal }) => readProduct(slug, signal) });

/** The first products of a list, as a home page row shows them. */
export const productRowQuery = (filter: ProductFilter) =>
  queryOptions({
    queryKey: ['products', 'row', filter],
    queryFn: ({ signal }) => listProducts(filter, signal),
    staleTime: minuteMs,
  });

/** A whole list, page by page. */
export const productListQuery = (filter: ProductFilter) =>
  infiniteQueryOptions({
    queryKey: ['products', 'list', filter],
    queryFn: ({ signal, pageParam }) => listProducts({ ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const recommendationsQuery = (productSlug?: string) =>
  queryOptions({
    queryKey: ['recommendations', productSlug ?? 'visitor'],
    queryFn: ({ signal }) => listRecommendations(productSlug, signal),
    staleTime: minuteMs,
    // A page is whole without them, so a fault here is not worth a wait.
    retry: false,
  });
