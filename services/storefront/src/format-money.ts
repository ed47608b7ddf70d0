import type { Money } from './api/money.ts';
import { shopLocale } from './locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** `{ amountMinor: 1999, currency: 'EUR' }` -> `€19.99`. */
export function formatMoney({ amountMinor, currency }: Money): string {
  return formatOf(currency).format(amountMinor / 10 ** fractionDigits(currency));
}

/** What a person typed as a price, in minor units; undefined when it is no price. Takes a comma for a point. */
export function parseMajorUnits(typed: string, currency: string): number | undefined {
  const plain = typed.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 10 ** fractionDigits(currency));
}

/** Minor units as plain digits for an input: 1950 EUR -> `19.50`, 2000 EUR -> `20`. */
export function toMajorUnits(amountMinor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const major = amountMinor / 10 ** digits;
  return Number.isInteger(major) ? String(major) : major.toFixed(digits);
}

/** The sum of amounts in one currency; zero of `currency` when there are none. */
export function sumMoney(amounts: Money[], currency: string): Money {
  return { amountMinor: amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency };
}

function fractionDigits(currency: string): number {
  return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(shopLocale, { style: 'currency', currency });
  formats.set(currency, format);
  return format;
}
