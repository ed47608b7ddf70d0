import type { ProductSummary } from '../api/catalog.ts';
import { ProductCard } from './product-card.tsx';
import styles from './product-grid.module.css';
import { Skeleton } from './skeleton.tsx';

interface ProductGridProps {
  /** Undefined while they are on their way. */
  products: ProductSummary[] | undefined;
  /** How many places to keep until then. */
  expected?: number;
  /** How many pictures, from the first, are in sight at once. */
  eager?: number;
}

/** Products on shelves, as many beside each other as there is room for. */
export function ProductGrid({ products, expected = 8, eager = 0 }: ProductGridProps) {
  return (
    <ul className={styles.grid} aria-busy={products === undefined}>
      {products?.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} eager={index < eager} />
        </li>
      )) ?? <Places count={expected} />}
    </ul>
  );
}

function Places({ count }: { count: number }) {
  return Array.from({ length: count }, (_, place) => `place-${place}`).map((place) => (
    <li key={place} className={styles.waiting}>
      <Skeleton shape="square" />
      <Skeleton shape="text" />
      <Skeleton shape="text" />
    </li>
  ));
}
