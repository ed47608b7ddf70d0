import { z } from 'zod';

/** Integer minor units (cents) plus an ISO 4217 code: never a float. */
export const Money = z.strictObject({
  amountMinor: z.int().describe('Integer minor units, e.g. cents'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters, e.g. EUR'),
});
export type Money = z.infer<typeof Money>;

/** Money that moves: zero or less can neither be charged nor given back. */
export const PositiveMoney = Money.extend({
  amountMinor: z.int().min(1).describe('Integer minor units, e.g. cents; at least 1'),
});

export function money(amountMinor: number, currency: string): Money {
  return { amountMinor, currency };
}

/** Throws a `RangeError` for two currencies: adding them is a programming mistake, never a rounding question. */
export function add(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.amountMinor + b.amountMinor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.amountMinor - b.amountMinor, a.currency);
}

export function multiply(unit: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`quantity ${quantity} is not an integer`);
  return money(unit.amountMinor * quantity, unit.currency);
}

export function sum(currency: string, amounts: readonly Money[]): Money {
  return amounts.reduce(add, money(0, currency));
}

/**
 * The tax inside a gross amount, half away from zero, at a rate in basis points (1900 = 19 %).
 * `net + includedTax == gross` always holds, since net is what remains.
 */
export function includedTax(gross: Money, rateBasisPoints: number): Money {
  const tax = (gross.amountMinor * rateBasisPoints) / (10_000 + rateBasisPoints);
  return money(Math.sign(tax) * Math.round(Math.abs(tax)), gross.currency);
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.amountMinor === b.amountMinor && a.currency === b.currency;
}

/** For messages in English: `152.70 EUR`, with as many decimals as the currency has. */
export function moneyText({ amountMinor, currency }: Money): string {
  const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return `${(amountMinor / 10 ** decimals).toFixed(decimals)} ${currency}`;
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`can't combine ${a.currency} with ${b.currency}`);
}
