import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  CATALOG_URL: httpUrl,
  CARTS_TABLE: z.string().min(1),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters, e.g. EUR')
    .default('EUR'),
  /** Days without a change after which a cart is forgotten. */
  GUEST_CART_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  CUSTOMER_CART_DAYS: z.coerce.number().int().min(1).max(3650).default(365),
  /** Short: a cart is shown from its own snapshots rather than late. */
  CATALOG_TIMEOUT_MS: milliseconds.default(1_500),
});
