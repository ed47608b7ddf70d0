import type { ReactNode } from 'react';
import styles from './columns.module.css';

/** A main column and a narrower one that stays in sight beside it; below it on small screens. */
export function Columns({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div>{children}</div>
      <div className={styles.aside}>{aside}</div>
    </div>
  );
}
