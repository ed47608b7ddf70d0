import { z } from 'zod';

export const Sku = z
  .string()
  .max(64)
  .regex(/^[A-Z0-9-]+$/, 'a SKU: capital letters, digits and hyphens');
export type Sku = z.infer<typeof Sku>;

/** What one line of a cart may hold at most. */
export const maxLineQuantity = 999;

export const Quantity = z.int().min(1).max(maxLineQuantity);

/** What a shopper may ask for: whether there is so much is said first, whether a line holds it second. */
export const WantedQuantity = z.int().min(1).max(1_000_000_000);
