import type { CartLine } from '../../api/cart.ts';
import { CartLineRow } from './cart-line-row.tsx';
import styles from './cart-lines.module.css';

/** The cart's lines, each to be changed in place. */
export function CartLines({ lines }: { lines: readonly CartLine[] }) {
  return (
    <ul className={styles.lines} aria-label="In your cart">
      {lines.map((line) => (
        <li key={line.sku}>
          <CartLineRow line={line} />
        </li>
      ))}
    </ul>
  );
}
