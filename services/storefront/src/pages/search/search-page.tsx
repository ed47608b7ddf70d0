import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { SearchQuery } from '../../api/search.ts';
import { Page } from '../../components/page.tsx';
import { readFilter } from '../../product-filter.ts';
import { searchResultsQuery } from '../../queries/search.ts';
import { FacetPanel } from './facet-panel.tsx';
import { SearchFailure } from './search-failure.tsx';
import styles from './search-page.module.css';
import { SearchResults } from './search-results.tsx';

/** What a search finds, with facets to narrow it. Everything about it is in the address. */
export function SearchPage() {
  const [params, setParams] = useSearchParams();
  const query = readSearch(params);
  const results = useInfiniteQuery({ ...searchResultsQuery(query), enabled: query.q !== '' });
  const first = results.data?.pages[0];

  if (query.q === '') {
    return <Page title="Search" lead="Type what you are looking for in the field above." width="reading" />;
  }
  const change = (changed: URLSearchParams) => setParams(changed, { preventScrollReset: true });
  return (
    <Page title={`Search: ${query.q}`}>
      {results.isLoadingError ? (
        <SearchFailure error={results.error} query={query} onRetry={results.refetch} />
      ) : (
        <div className={styles.layout}>
          <FacetPanel facets={first?.facets} query={query} params={params} onChange={change} />
          <SearchResults results={results} query={query} params={params} onChange={change} />
        </div>
      )}
    </Page>
  );
}

function readSearch(params: URLSearchParams): SearchQuery & { q: string } {
  const { sort, minPrice, maxPrice } = readFilter(params, 'relevance');
  return {
    q: params.get('q')?.trim() ?? '',
    category: params.get('category') ?? undefined,
    brand: params.get('brand') ?? undefined,
    sort,
    minPrice,
    maxPrice,
  };
}
