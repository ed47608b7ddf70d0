import { Skeleton } from '../../components/skeleton.tsx';
import styles from './product-details.module.css';

/** The product page's shape while the product is on its way. */
export function ProductPlaceholder() {
  return (
    <div className={styles.page} aria-busy="true">
      <div className={styles.product}>
        <Skeleton shape="square" />
        <div className={styles.buying}>
          <Skeleton shape="line" />
          <Skeleton shape="text" />
          <Skeleton shape="block" />
        </div>
      </div>
    </div>
  );
}
