import { useQuery } from '@tanstack/react-query';
import { ProductGrid } from '../../components/product-grid.tsx';
import { Section } from '../../components/section.tsx';
import { recommendationsQuery } from '../../queries/catalog.ts';
import styles from './bought-together.module.css';

/** What others bought with it. Left out when there is nothing to tell. */
export function BoughtTogether({ productSlug }: { productSlug: string }) {
  const products = useQuery(recommendationsQuery(productSlug)).data?.items ?? [];
  if (products.length === 0) return null;
  return (
    <div className={styles.together}>
      <Section title="Often bought together">
        <ProductGrid products={products.slice(0, 4)} />
      </Section>
    </div>
  );
}
