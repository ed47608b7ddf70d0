import type { Locale } from '@evermart/contracts/http/user';
import type { Money } from '@evermart/contracts/money';

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as people of that language write it, with as many decimals as the currency has: `€19.99`, `19,99 €`, `¥1,999`. */
export function formatMoney({ amountMinor, currency }: Money, locale: Locale): string {
  const format = formatOf(locale, currency);
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** decimals);
}

function formatOf(locale: Locale, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format);
  return format;
}
