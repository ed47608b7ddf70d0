import { z } from 'zod';

const line = (max: number) => z.string().trim().min(1).max(max);

/** A postal address. Country: ISO 3166-1 alpha-2. */
export const Address = z.strictObject({
  name: line(120),
  line1: line(200),
  line2: line(200).optional(),
  city: line(120),
  region: line(120).optional(),
  postalCode: line(20),
  country: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code of two capital letters, e.g. DE'),
});
export type Address = z.infer<typeof Address>;
