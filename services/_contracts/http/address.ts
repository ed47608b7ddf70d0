import { z } from 'zod';
import { countryCodes } from './country-codes.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

/** ISO 3166-1 alpha-2. */
export const CountryCode = z
  .string()
  .refine((code) => countryCodes.has(code), 'an ISO 3166-1 alpha-2 code of two capital letters, e.g. DE')
  .meta({ pattern: '^[A-Z]{2}$' });

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
