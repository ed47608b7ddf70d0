import { Link } from 'react-router';
import type { ProductSummary } from '../api/catalog.ts';
import { isReduced, Price } from './price.tsx';
import styles from './product-card.module.css';
import { ProductImage } from './product-image.tsx';

/** A product in a list; the whole card leads to its page. */
export function ProductCard({ product, eager = false }: { product: ProductSummary; eager?: boolean }) {
  return (
    <article className={styles.card}>
      <span className={styles.picture}>
        <ProductImage image={product.image} size={480} decorative eager={eager} />
      </span>
      <div className={styles.text}>
        <h3 className={styles.name}>
          <Link className={styles.link} to={`/p/${product.slug}`}>
            {product.name}
          </Link>
        </h3>
        <p className={styles.brand}>{product.brand}</p>
        <p>
          <Price price={product.price} compareAt={product.compareAtPrice} />
        </p>
      </div>
      <Badge product={product} />
    </article>
  );
}

function Badge({ product }: { product: ProductSummary }) {
  if (!product.available) return <p className={`${styles.badge} ${styles.soldOut}`}>Sold out</p>;
  if (isReduced(product.price, product.compareAtPrice))
    return <p className={`${styles.badge} ${styles.offer}`}>Offer</p>;
  return null;
}
