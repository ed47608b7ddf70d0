import type { UseQueryResult } from '@tanstack/react-query';
import type { ShippingMethod } from '../../api/checkouts.ts';
import { ChoiceList } from '../../components/choice-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Section } from '../../components/section.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { countryName } from '../../countries.ts';
import { formatMoney } from '../../format-money.ts';
import styles from './shipping-method-picker.module.css';

interface ShippingMethodPickerProps {
  /** Empty until one is chosen. */
  country: string;
  methods: UseQueryResult<{ items: ShippingMethod[] }>;
  value: string;
  onChange: (code: string) => void;
}

/** How the order travels, as far as the country allows. */
export function ShippingMethodPicker({ country, methods, value, onChange }: ShippingMethodPickerProps) {
  const offered = methods.data?.items ?? [];
  if (offered.length > 0) {
    const choices = offered.map(({ code, name, price, estimatedDays }) => ({
      value: code,
      label: name,
      note: deliveryTime(estimatedDays),
      aside: price.amountMinor === 0 ? 'Free' : formatMoney(price),
    }));
    return <ChoiceList legend="Delivery" name="shippingMethod" choices={choices} value={value} onChange={onChange} />;
  }
  return (
    <Section title="Delivery">{country === '' ? <Hint /> : <InPlace country={country} methods={methods} />}</Section>
  );
}

function deliveryTime({ min, max }: ShippingMethod['estimatedDays']): string {
  if (min !== max) return `${min} to ${max} days`;
  return max === 1 ? '1 day' : `${max} days`;
}

function Hint() {
  return <p className={styles.hint}>Please choose a country first.</p>;
}

function InPlace({ country, methods }: Pick<ShippingMethodPickerProps, 'country' | 'methods'>) {
  if (methods.isError) return <ProblemNotice error={methods.error} onRetry={methods.refetch} />;
  if (methods.isPending) return <Skeleton shape="line" />;
  return <p className={styles.none}>We do not deliver to {countryName(country)} yet. Please choose another country.</p>;
}
