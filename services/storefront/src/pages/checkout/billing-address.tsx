import { useState } from 'react';
import type { Address } from '../../api/address.ts';
import { AddressFields } from '../../components/address-fields.tsx';
import { Section } from '../../components/section.tsx';
import styles from './billing-address.module.css';

/** Where the invoice is addressed to; the delivery address unless told. */
export function BillingAddress({ initial }: { initial: Address | undefined }) {
  const [same, setSame] = useState(initial === undefined);
  return (
    <Section title="Billing address">
      <label className={styles.same}>
        <input type="checkbox" checked={same} onChange={(event) => setSame(event.target.checked)} />
        Same as the delivery address
      </label>
      {!same && <AddressFields prefix="billingAddress" section="billing" initial={initial} />}
    </Section>
  );
}
