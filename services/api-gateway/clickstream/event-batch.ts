import { Slug } from '@evermart/contracts/http/product';
import { Quantity, Sku } from '@evermart/contracts/http/sku';
import { z } from 'zod';

const ProductViewed = z.strictObject({
  type: z.literal('shopper.product-viewed'),
  data: z.strictObject({ productSlug: Slug }),
});
const Searched = z.strictObject({
  type: z.literal('shopper.searched'),
  data: z.strictObject({ query: z.string().trim().min(1).max(200), total: z.int().nonnegative() }),
});
const AddedToCart = z.strictObject({
  type: z.literal('shopper.added-to-cart'),
  data: z.strictObject({ productSlug: Slug, sku: Sku, quantity: Quantity }),
});

/** POST /events: what the client saw. Who it was is known from the cookie. */
export const EventBatch = z.strictObject({
  events: z
    .array(z.discriminatedUnion('type', [ProductViewed, Searched, AddedToCart]))
    .min(1)
    .max(100),
});
export type EventBatch = z.infer<typeof EventBatch>;
