import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SearchAnswer, SearchQuery } from '../../api/search.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProductGrid } from '../../components/product-grid.tsx';
import { SortSelect } from '../../components/sort-select.tsx';
import { withParams } from '../../product-filter.ts';
import styles from './search-results.module.css';

interface SearchResultsProps {
  results: UseInfiniteQueryResult<{ pages: SearchAnswer[] }>;
  query: SearchQuery;
  params: URLSearchParams;
  onChange: (params: URLSearchParams) => void;
}

/** How many were found, what to know about it, and the products themselves. */
export function SearchResults({ results, query, params, onChange }: SearchResultsProps) {
  const first = results.data?.pages[0];
  const counted = first === undefined ? undefined : countOf(first.total);
  useAnnouncement(results.isPlaceholderData ? undefined : counted);
  return (
    <div className={styles.results}>
      <div className={styles.head}>
        <p className={styles.count}>{counted ?? 'Searching…'}</p>
        <SortSelect
          choices={['relevance', 'popular', 'newest', 'price-asc', 'price-desc']}
          value={query.sort ?? 'relevance'}
          onChange={(sort) => onChange(withParams(params, { sort }))}
        />
      </div>
      {first !== undefined && <Remarks answer={first} typed={query.q} />}
      {first?.total === 0 ? (
        <NothingFound query={query} />
      ) : (
        <div className={results.isPlaceholderData ? styles.stale : undefined}>
          <ProductGrid products={results.data?.pages.flatMap(({ items }) => items)} expected={9} eager={3} />
          <LoadMore {...results} />
        </div>
      )}
    </div>
  );
}

function Remarks({ answer, typed }: { answer: SearchAnswer; typed: string }) {
  return (
    <>
      {answer.correctedQuery && answer.correctedQuery !== typed && (
        <Notice tone="info" title={`Showing results for “${answer.correctedQuery}”`}>
          Nothing was found for “{typed}” as you wrote it.
        </Notice>
      )}
      {answer.degraded && (
        <p className={styles.aside}>Search is limited right now: the best match may not come first.</p>
      )}
    </>
  );
}

function NothingFound({ query }: { query: SearchQuery }) {
  const { q, category, brand, minPrice, maxPrice } = query;
  const filtered = [category, brand, minPrice, maxPrice].some((filter) => filter !== undefined);
  return (
    <Notice
      tone="info"
      title={`Nothing found for “${q}”`}
      actions={
        <>
          {filtered && (
            <ButtonLink look="secondary" to={`?${new URLSearchParams({ q })}`}>
              Take the filters off
            </ButtonLink>
          )}
          <ButtonLink look="secondary" to="/c">
            See all products
          </ButtonLink>
        </>
      }
    >
      {filtered ? 'There may be something without the filters.' : 'Try other words, or fewer of them.'}
    </Notice>
  );
}

const countOf = (total: number) => (total === 1 ? '1 product' : `${total} products`);

function useAnnouncement(message: string | undefined): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (message !== undefined) announce(`${message} found`);
  }, [message, announce]);
}
