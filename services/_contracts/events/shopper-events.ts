import { z } from 'zod';
import { cloudEvent } from './cloud-event.ts';

export const ShopperProductViewed = cloudEvent(
  'shopper.product-viewed',
  z.object({ visitorId: z.string(), productSlug: z.string() }),
);
export const ShopperSearched = cloudEvent(
  'shopper.searched',
  z.object({ visitorId: z.string(), query: z.string(), total: z.int().nonnegative() }),
);
export const ShopperAddedToCart = cloudEvent(
  'shopper.added-to-cart',
  z.object({ visitorId: z.string(), productSlug: z.string(), sku: z.string(), quantity: z.int().positive() }),
);

export type ShopperProductViewed = z.infer<typeof ShopperProductViewed>;
export type ShopperSearched = z.infer<typeof ShopperSearched>;
export type ShopperAddedToCart = z.infer<typeof ShopperAddedToCart>;
