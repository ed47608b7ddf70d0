import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ProductSort, ProductSummary } from '../../api/catalog.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProductGrid } from '../../components/product-grid.tsx';
import { Section } from '../../components/section.tsx';
import { productRowQuery } from '../../queries/catalog.ts';

type ProductRowProps = { title: string; eager?: number } & ({ sort: ProductSort } | { products: ProductSummary[] });

/** A titled handful of products: given ones, or the first of a list. */
export function ProductRow({ title, eager = 0, ...row }: ProductRowProps) {
  const all = 'sort' in row && <Link to={`/c?sort=${row.sort}`}>See all</Link>;
  return (
    <Section title={title} aside={all}>
      {'sort' in row ? <FirstOfList sort={row.sort} eager={eager} /> : <ProductGrid products={row.products} />}
    </Section>
  );
}

function FirstOfList({ sort, eager }: { sort: ProductSort; eager: number }) {
  const { data, error, refetch } = useQuery(productRowQuery({ sort, limit: 8 }));
  if (error !== null) return <ProblemNotice error={error} onRetry={refetch} />;
  return <ProductGrid products={data?.items} eager={eager} />;
}
