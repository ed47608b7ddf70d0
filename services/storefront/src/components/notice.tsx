import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  tone: 'danger' | 'warn' | 'good' | 'info';
  title: string;
  children?: ReactNode;
  /** Buttons and links: the way on. */
  actions?: ReactNode;
}

/** A message within a page. Dangers interrupt a screen reader, the rest waits for its turn. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.body}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
