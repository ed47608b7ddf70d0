import { z } from 'zod';
import { cloudEvent } from './cloud-event.ts';

const ProductChanged = z.object({
  productId: z.string(),
  slug: z.string(),
  /** Grows with each change of the product: a consumer drops what is older than what it has. */
  version: z.int(),
});

export const ProductCreated = cloudEvent('product.created', ProductChanged);
export const ProductUpdated = cloudEvent('product.updated', ProductChanged);
export const ProductDeleted = cloudEvent('product.deleted', ProductChanged);

/** Sent when a SKU turns available or unavailable, not at each sale: readers need to know whether, not how many. */
export const StockChanged = cloudEvent(
  'stock.changed',
  z.object({ productId: z.string(), sku: z.string(), available: z.boolean() }),
);

export type ProductCreated = z.infer<typeof ProductCreated>;
export type ProductUpdated = z.infer<typeof ProductUpdated>;
export type ProductDeleted = z.infer<typeof ProductDeleted>;
export type StockChanged = z.infer<typeof StockChanged>;
