import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CountryField } from '../../components/country-field.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { formatMoney } from '../../format-money.ts';
import { quoteQuery, shippingMethodsQuery } from '../../queries/checkout.ts';
import { rememberCountry, rememberedCountry } from '../../remembered-country.ts';
import styles from './delivery-estimate.module.css';

/** What the cart would come to with delivery to a country, before any address is asked for. */
export function DeliveryEstimate() {
  const [country, setCountry] = useState(rememberedCountry);
  const [chosen, setChosen] = useState('');
  const methods = useQuery(shippingMethodsQuery(country));
  const offered = methods.data?.items ?? [];
  const method = offered.find(({ code }) => code === chosen) ?? offered[0];
  const quote = useQuery(quoteQuery(method?.code ?? '', country));
  const error = methods.error ?? quote.error;

  function choose(code: string): void {
    rememberCountry(code);
    setCountry(code);
  }

  return (
    <details open={country !== ''}>
      <summary className={styles.summary}>What does delivery cost?</summary>
      <div className={styles.fields}>
        <CountryField name="estimateCountry" value={country} onChange={choose} />
        {method !== undefined && (
          <SelectField
            label="Delivery"
            name="estimateMethod"
            value={method.code}
            options={offered.map(({ code, name, price }) => ({ value: code, label: `${name}, ${formatMoney(price)}` }))}
            onChange={setChosen}
          />
        )}
        {methods.isSuccess && offered.length === 0 && <p>We do not deliver there yet.</p>}
        {error !== null && <ProblemNotice error={error} />}
        {quote.data !== undefined && (
          <p className={styles.sum}>
            With delivery <strong>{formatMoney(quote.data.total)}</strong>
          </p>
        )}
      </div>
    </details>
  );
}
