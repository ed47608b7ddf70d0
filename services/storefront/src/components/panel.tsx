import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** A raised sheet for what stands apart from the page's flow. */
export function Panel({ children }: { children: ReactNode }) {
  return <div className={styles.panel}>{children}</div>;
}
