import { useState } from 'react';
import type { Address } from '../../api/address.ts';
import type { SavedAddress } from '../../api/me.ts';
import { AddressFields } from '../../components/address-fields.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import styles from './shipping-address.module.css';

interface ShippingAddressProps {
  initial: Partial<Address>;
  addresses: readonly SavedAddress[];
  onCountryChange: (code: string) => void;
}

const another = 'another';

/** Where the order goes: a saved address as a start, or one to be typed. */
export function ShippingAddress({ initial, addresses, onCountryChange }: ShippingAddressProps) {
  const start = addresses.find((address) => address === initial);
  const [chosen, setChosen] = useState(start?.id ?? another);
  const saved = addresses.find(({ id }) => id === chosen);
  const typed = start === undefined ? initial : undefined;

  function choose(id: string): void {
    setChosen(id);
    onCountryChange(addresses.find((address) => address.id === id)?.country ?? '');
  }

  return (
    <Section title="Delivery address">
      <div className={styles.fields}>
        {addresses.length > 0 && (
          <SelectField
            label="Saved addresses"
            name="savedAddress"
            value={chosen}
            onChange={choose}
            options={[
              ...addresses.map(({ id, name, line1, city }) => ({ value: id, label: `${name}, ${line1}, ${city}` })),
              { value: another, label: 'Another address' },
            ]}
          />
        )}
        <AddressFields
          key={chosen}
          prefix="shippingAddress"
          initial={saved ?? typed}
          onCountryChange={onCountryChange}
        />
      </div>
    </Section>
  );
}
