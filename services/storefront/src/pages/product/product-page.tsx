import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isProblem } from '../../api/problem.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { productQuery } from '../../queries/catalog.ts';
import { NotFoundPage } from '../errors/not-found-page.tsx';
import { ProductDetails } from './product-details.tsx';
import { ProductPlaceholder } from './product-placeholder.tsx';

/** One product, or what stands in its place. */
export function ProductPage() {
  const { slug = '' } = useParams();
  const product = useQuery(productQuery(slug));
  if (product.data !== undefined) return <ProductDetails key={slug} product={product.data} />;
  if (isProblem(product.error, 'not-found')) {
    return (
      <NotFoundPage title="Product not found" lead="It may no longer be sold. Try the search to find another one." />
    );
  }
  if (product.isError) {
    return (
      <Page title="Product">
        <ProblemNotice error={product.error} onRetry={product.refetch} />
      </Page>
    );
  }
  return <ProductPlaceholder />;
}
