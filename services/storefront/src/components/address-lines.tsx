import type { Address } from '../api/address.ts';
import { countryName } from '../countries.ts';
import styles from './address-lines.module.css';

/** An address as it would stand on a parcel. */
export function AddressLines({ address }: { address: Address }) {
  const { name, line1, line2, postalCode, city, region, country } = address;
  const lines = [name, line1, line2, `${postalCode} ${city}`, region, countryName(country)].filter(Boolean);
  return (
    <address className={styles.address}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </address>
  );
}
