import type { SubmitEvent } from 'react';
import { parseMajorUnits, toMajorUnits } from '../format-money.ts';
import { formText } from '../forms/form-text.ts';
import { shopCurrency } from '../locale.ts';
import styles from './price-filter.module.css';

interface PriceFilterProps {
  /** Minor units. */
  minPrice: number | undefined;
  maxPrice: number | undefined;
  onChange: (range: { minPrice: string | undefined; maxPrice: string | undefined }) => void;
}

/** A price range, typed in whole currency units; what is no price counts as no limit. */
export function PriceFilter({ minPrice, maxPrice, onChange }: PriceFilterProps) {
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const limit = (name: string) => parseMajorUnits(formText(data, name), shopCurrency)?.toString();
    onChange({ minPrice: limit('min'), maxPrice: limit('max') });
  }

  return (
    // The fields are the address's: when that changes, they start anew.
    <form key={`${minPrice} ${maxPrice}`} className={styles.filter} aria-label="Price" onSubmit={submit}>
      <PriceInput label="From €" name="min" price={minPrice} />
      <PriceInput label="To €" name="max" price={maxPrice} />
      <button className={styles.apply} type="submit">
        Apply
      </button>
    </form>
  );
}

function PriceInput({ label, name, price }: { label: string; name: string; price: number | undefined }) {
  return (
    <label className={styles.label}>
      {label}
      <input
        className={styles.input}
        name={name}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={price === undefined ? '' : toMajorUnits(price, shopCurrency)}
      />
    </label>
  );
}
