import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { cartQuery } from '../../queries/cart.ts';
import { VisuallyHidden } from '../visually-hidden.tsx';
import styles from './tool-link.module.css';

/** To the cart, with how many things are in it. */
export function CartLink() {
  const count = useQuery(cartQuery).data?.itemCount ?? 0;
  return (
    <Link className={styles.tool} to="/cart">
      <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
        <path d="M5 9h14l-1.2 11.5H6.2zM9 9a3 3 0 0 1 6 0" />
      </svg>
      <span className={styles.label}>Cart</span>
      {count > 0 && (
        <span className={styles.count}>
          {count > 99 ? '99+' : count}
          <VisuallyHidden> {count === 1 ? 'item' : 'items'}</VisuallyHidden>
        </span>
      )}
    </Link>
  );
}
