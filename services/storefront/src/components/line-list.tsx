import { Link } from 'react-router';
import type { CartLine } from '../api/cart.ts';
import { formatMoney } from '../format-money.ts';
import styles from './line-list.module.css';
import { ProductImage } from './product-image.tsx';

interface LineListProps {
  lines: readonly Omit<CartLine, 'available'>[];
}

/** What is bought, to be read and not changed. */
export function LineList({ lines }: LineListProps) {
  return (
    <ul className={styles.lines} aria-label="Articles">
      {lines.map(({ sku, productSlug, name, image, quantity, lineTotal }) => (
        <li key={sku} className={styles.line}>
          <span className={styles.picture}>
            <ProductImage image={image} size={56} decorative />
          </span>
          <span>
            <Link to={`/p/${productSlug}`}>{name}</Link> <span className={styles.quantity}>×&nbsp;{quantity}</span>
          </span>
          <span className={styles.total}>{formatMoney(lineTotal)}</span>
        </li>
      ))}
    </ul>
  );
}
