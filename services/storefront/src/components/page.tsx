import type { ReactNode } from 'react';
import { Breadcrumbs, type Step } from './breadcrumbs.tsx';
import styles from './page.module.css';
import { usePageTitle } from './use-page-title.ts';

interface PageProps {
  title: string;
  /** The way to this page from home, where it has one. */
  trail?: readonly Step[];
  /** A sentence under the title. */
  lead?: ReactNode;
  /** `narrow` suits one form, `reading` running text. */
  width?: 'full' | 'reading' | 'narrow';
  children?: ReactNode;
}

/** A page's frame: names it, titles it and keeps its measure. */
export function Page({ title, trail, lead, width = 'full', children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={[styles.page, width === 'full' ? '' : styles[width]].join(' ')}>
      <div className={styles.intro}>
        {trail !== undefined && <Breadcrumbs trail={trail} />}
        <h1>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {children}
    </div>
  );
}
