import { Link } from 'react-router';
import type { SearchAnswer, SearchQuery } from '../../api/search.ts';
import { PriceFilter } from '../../components/price-filter.tsx';
import { withParams } from '../../product-filter.ts';
import { FacetLinks } from './facet-links.tsx';
import styles from './facet-panel.module.css';
import { priceRangeLabel } from './price-range-label.ts';

interface FacetPanelProps {
  /** Undefined while they are on their way. */
  facets: SearchAnswer['facets'] | undefined;
  query: SearchQuery;
  params: URLSearchParams;
  onChange: (params: URLSearchParams) => void;
}

/** Ways to narrow a search: category, brand and price. Folded away on small screens. */
export function FacetPanel({ facets, query, params, onChange }: FacetPanelProps) {
  const linkTo = (changes: Record<string, string | undefined>) => `?${withParams(params, changes)}`;
  const narrowed = ['category', 'brand', 'minPrice', 'maxPrice'].some((name) => params.has(name));

  const valueLinks = (name: 'category' | 'brand') =>
    facets?.[name].map(({ value, label, count }) => {
      const chosen = query[name] === value;
      return { key: value, label: label ?? value, count, chosen, to: linkTo({ [name]: chosen ? undefined : value }) };
    }) ?? [];

  const priceLinks =
    facets?.price.map((range) => {
      // A range ends before its `to`, the filter at its `maxPrice`.
      const maxPrice = range.to === undefined ? undefined : range.to - 1;
      const chosen = query.minPrice === range.from && query.maxPrice === maxPrice;
      const limits = { minPrice: String(range.from), maxPrice: maxPrice?.toString() };
      const to = linkTo(chosen ? { minPrice: undefined, maxPrice: undefined } : limits);
      return { key: `from ${range.from}`, label: priceRangeLabel(range), count: range.count, chosen, to };
    }) ?? [];

  return (
    <details className={styles.panel} open={window.matchMedia('(min-width: 56rem)').matches}>
      <summary className={styles.summary}>Filters</summary>
      <div className={styles.facets}>
        {narrowed && (
          <Link to={linkTo({ category: undefined, brand: undefined, minPrice: undefined, maxPrice: undefined })}>
            Take all filters off
          </Link>
        )}
        <FacetLinks title="Category" links={valueLinks('category')} />
        <FacetLinks title="Brand" links={valueLinks('brand')} />
        <FacetLinks title="Price" links={priceLinks} />
        {facets !== undefined && (
          <PriceFilter
            minPrice={query.minPrice}
            maxPrice={query.maxPrice}
            onChange={(range) => onChange(withParams(params, range))}
          />
        )}
      </div>
    </details>
  );
}
