import { Checkbox } from '../../components/checkbox.tsx';
import { PriceFilter } from '../../components/price-filter.tsx';
import { SortSelect } from '../../components/sort-select.tsx';
import { type AddressFilter, withParams } from '../../product-filter.ts';
import styles from './filter-bar.module.css';

interface FilterBarProps {
  filter: AddressFilter;
  params: URLSearchParams;
  onChange: (params: URLSearchParams) => void;
}

/** Price, stock and order of a list, all of them kept in the page's address. */
export function FilterBar({ filter, params, onChange }: FilterBarProps) {
  const change = (changes: Record<string, string | undefined>) => onChange(withParams(params, changes));
  return (
    <div className={styles.bar}>
      <PriceFilter minPrice={filter.minPrice} maxPrice={filter.maxPrice} onChange={change} />
      <Checkbox
        label="In stock only"
        name="inStock"
        checked={filter.inStock}
        onChange={(checked) => change({ inStock: checked ? 'true' : undefined })}
      />
      <div className={styles.sort}>
        <SortSelect
          choices={['popular', 'newest', 'price-asc', 'price-desc']}
          value={filter.sort}
          onChange={(sort) => change({ sort })}
        />
      </div>
    </div>
  );
}
