import type { Address } from '../api/address.ts';
import styles from './address-fields.module.css';
import { CountryField } from './country-field.tsx';
import { TextField } from './text-field.tsx';

interface AddressFieldsProps {
  /** The fields are named `<prefix>.line1` and so on, as the API names them; just `line1` without one. */
  prefix?: string;
  /** The section of the autocomplete tokens. */
  section?: 'shipping' | 'billing';
  initial?: Partial<Address> | undefined;
  onCountryChange?: (code: string) => void;
}

/** The fields of an address, in the order in which one writes it. */
export function AddressFields({ prefix, section = 'shipping', initial, onCountryChange }: AddressFieldsProps) {
  const field = (name: keyof Address, token: string) => ({
    name: prefix === undefined ? name : `${prefix}.${name}`,
    autoComplete: `${section} ${token}`,
    defaultValue: initial?.[name] ?? '',
  });
  return (
    <div className={styles.fields}>
      <div className={styles.whole}>
        <TextField label="Full name" {...field('name', 'name')} />
      </div>
      <div className={styles.whole}>
        <TextField label="Street and number" {...field('line1', 'address-line1')} />
      </div>
      <div className={styles.whole}>
        <TextField label="Flat, floor, company" required={false} {...field('line2', 'address-line2')} />
      </div>
      <TextField label="Postal code" {...field('postalCode', 'postal-code')} />
      <TextField label="City" {...field('city', 'address-level2')} />
      <TextField label="Region" required={false} {...field('region', 'address-level1')} />
      <CountryField {...field('country', 'country')} {...(onCountryChange && { onChange: onCountryChange })} />
    </div>
  );
}
