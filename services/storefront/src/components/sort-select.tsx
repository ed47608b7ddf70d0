import type { ProductSort } from '../api/catalog.ts';
import { sortLabels } from '../product-filter.ts';
import styles from './sort-select.module.css';

interface SortSelectProps {
  choices: readonly ProductSort[];
  value: ProductSort;
  onChange: (sort: string) => void;
}

/** In which order a list comes. */
export function SortSelect({ choices, value, onChange }: SortSelectProps) {
  return (
    <label className={styles.sort}>
      Sort by
      <select className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map((sort) => (
          <option key={sort} value={sort}>
            {sortLabels[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}
