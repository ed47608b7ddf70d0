import { useQuery } from '@tanstack/react-query';
import { ProductGrid } from '../../components/product-grid.tsx';
import { Section } from '../../components/section.tsx';
import { recommendationsQuery } from '../../queries/catalog.ts';
import styles from './go-with-it.module.css';

const most = 4;

/** What others bought with the product or, as long as nobody has, what is popular. Left out when there is nothing to tell. */
export function GoWithIt({ productSlug }: { productSlug: string }) {
  const { items = [], boughtTogether = 0 } = useQuery(recommendationsQuery(productSlug)).data ?? {};
  if (items.length === 0) return null;
  return (
    <div className={styles.together}>
      {boughtTogether > 0 ? (
        <Section title="Often bought together">
          <ProductGrid products={items.slice(0, Math.min(boughtTogether, most))} />
        </Section>
      ) : (
        <Section title="Popular in the shop">
          <ProductGrid products={items.slice(0, most)} />
        </Section>
      )}
    </div>
  );
}
