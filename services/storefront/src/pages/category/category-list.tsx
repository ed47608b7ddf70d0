import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ProductSummary } from '../../api/catalog.ts';
import type { Listing } from '../../api/listing.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProductGrid } from '../../components/product-grid.tsx';

interface CategoryListProps {
  products: UseInfiniteQueryResult<{ pages: Listing<ProductSummary>[] }>;
}

/** The pages of a list so far, and the way to the next one. */
export function CategoryList({ products }: CategoryListProps) {
  if (products.isLoadingError) return <ProblemNotice error={products.error} onRetry={products.refetch} />;
  const shown = products.data?.pages.flatMap(({ items }) => items);
  if (shown?.length === 0) {
    return (
      <Notice tone="info" title="No matching products" actions={<Link to="?">Take the filters off</Link>}>
        No product here matches your filters.
      </Notice>
    );
  }
  return (
    <div>
      <ProductGrid products={shown} expected={12} eager={4} />
      <LoadMore {...products} />
    </div>
  );
}
