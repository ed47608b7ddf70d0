import type { ReactNode } from 'react';
import styles from './page.module.css';
import { usePageTitle } from './use-page-title.ts';

interface PageProps {
  title: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  /** `narrow` suits one form, `reading` running text. */
  width?: 'full' | 'reading' | 'narrow';
  children?: ReactNode;
}

/** A page's frame: names it, titles it and keeps its measure. */
export function Page({ title, lead, width = 'full', children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={[styles.page, width === 'full' ? '' : styles[width]].join(' ')}>
      <div className={styles.intro}>
        <h1>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {children}
    </div>
  );
}
