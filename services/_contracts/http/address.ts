import { z } from 'zod';

const line = (max: number) => z.string().trim().min(1).max(max);

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** CLDR knows some regions that are no countries, e.g. EU and UN. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'XK', 'ZZ']);

/** ISO 3166-1 alpha-2, as CLDR lists the assigned ones. */
export const CountryCode = z
  .string()
  .refine(isCountryCode, 'an ISO 3166-1 alpha-2 code of two capital letters, e.g. DE')
  .meta({ pattern: '^[A-Z]{2}$' });

function isCountryCode(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !notCountries.has(code) && countryNames.of(code) !== undefined;
}

/** A postal address. */
export const Address = z.strictObject({
  name: line(120),
  line1: line(200),
  line2: line(200).optional(),
  city: line(120),
  region: line(120).optional(),
  postalCode: line(20),
  country: CountryCode,
});
export type Address = z.infer<typeof Address>;
