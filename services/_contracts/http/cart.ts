import { z } from 'zod';
import { Money } from '../money.ts';
import { Image } from './product.ts';
import { Quantity, Sku, WantedQuantity } from './sku.ts';
import type { Subject } from './subject.ts';

export const CartLine = z.object({
  sku: Sku,
  productSlug: z.string(),
  name: z.string(),
  image: Image,
  unitPrice: Money,
  quantity: Quantity,
  lineTotal: Money,
  available: z.boolean().describe('Whether the whole quantity could be bought now'),
});
export type CartLine = z.infer<typeof CartLine>;

export const Discount = z.object({ code: z.string(), description: z.string(), amount: Money });

export const Cart = z.object({
  id: z.string(),
  lines: z.array(CartLine),
  subtotal: Money,
  discounts: z.array(Discount),
  itemCount: z.int().nonnegative(),
  version: z.int().nonnegative(),
});
export type Cart = z.infer<typeof Cart>;

export const NewCartLine = z.strictObject({ sku: Sku, quantity: WantedQuantity });
export type NewCartLine = z.infer<typeof NewCartLine>;
export const CartLineChange = z.strictObject({ quantity: WantedQuantity });

/** A customer's cart follows the account from device to device, a guest's the visitor. */
export function cartIdOf(subject: Subject): string | undefined {
  if (subject.customerId !== undefined) return `customer:${subject.customerId}`;
  return subject.visitorId === undefined ? undefined : `visitor:${subject.visitorId}`;
}

/** GET /carts/{cartId}/contents, for checkout: no prices, no call to catalog, one consistent read. */
export const CartContents = z.object({
  cartId: z.string(),
  version: z.int().nonnegative(),
  lines: z.array(z.object({ sku: Sku, quantity: Quantity })),
});
export type CartContents = z.infer<typeof CartContents>;

/**
 * POST /carts/{cartId}/claims/{checkoutId} `{ version }`: moves the lines out of the cart into the checkout's claim,
 * if the cart is still at that version. 200 `CartContents` with the claimed lines, the same again while the claim is open;
 * 412 `version-conflict` when another checkout or a change came first, or when this claim has ended; 409 `cart-empty`.
 * POST .../restore puts the lines back (a failed checkout), POST .../completion forgets them (a paid one); both 204, idempotent.
 */
export const CartClaim = z.strictObject({ version: z.int().nonnegative() });

/** POST /carts/merge `{ visitorId }`, with a customer's token: the guest's lines join the customer's cart; the larger quantity of a SKU wins. */
export const CartMerge = z.strictObject({ visitorId: z.string().min(1) });
