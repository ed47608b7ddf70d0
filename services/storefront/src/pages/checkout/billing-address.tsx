import { useState } from 'react';
import type { Address } from '../../api/address.ts';
import { AddressFields } from '../../components/address-fields.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Section } from '../../components/section.tsx';

/** Where the invoice is addressed to; the delivery address unless told. */
export function BillingAddress({ initial }: { initial: Address | undefined }) {
  const [same, setSame] = useState(initial === undefined);
  return (
    <Section title="Billing address">
      <Checkbox label="Same as the delivery address" name="sameAddress" checked={same} onChange={setSame} />
      {!same && <AddressFields prefix="billingAddress" section="billing" initial={initial} />}
    </Section>
  );
}
