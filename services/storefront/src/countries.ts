import { countryCodes } from '@evermart/contracts/http/country-codes';
import { shopLocale } from './locale.ts';

const names = new Intl.DisplayNames(shopLocale, { type: 'region' });

export const countryName = (code: string): string => names.of(code) ?? code;

/** The countries that an address may have, each of which the shop delivers to, by name. */
export const countries: readonly { code: string; name: string }[] = [...countryCodes]
  .map((code) => ({ code, name: countryName(code) }))
  .sort((a, b) => a.name.localeCompare(b.name, shopLocale));
