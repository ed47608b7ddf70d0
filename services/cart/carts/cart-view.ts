import { createHash } from 'node:crypto';
import type { Cart, CartLine } from '@evermart/contracts/http/cart';
import { multiply, sum } from '@evermart/contracts/money';
import type { VariantsBySku } from '../catalog/variant-lookup.ts';
import type { CartState, StoredLine } from './cart-state.ts';

/**
 * The cart as its owner sees it, with catalog's present names, prices and stock. Without `variants` (catalog is away) it
 * shows each line as it was last known and takes it for available: buying it asks catalog anyway.
 */
export function cartView(cart: CartState, variants: VariantsBySku | undefined, currency: string): Cart {
  const lines = cart.lines.map((line) => lineView(line, variants));
  return {
    id: publicCartId(cart.cartId),
    lines,
    subtotal: sum(
      currency,
      lines.map(({ lineTotal }) => lineTotal),
    ),
    discounts: [],
    itemCount: lines.reduce((count, { quantity }) => count + quantity, 0),
    version: cart.version,
  };
}

function lineView({ sku, quantity, snapshot }: StoredLine, variants: VariantsBySku | undefined): CartLine {
  const variant = variants?.get(sku);
  const { productSlug, name, image, unitPrice } = variant ?? snapshot;
  const available = variants === undefined || (variant?.availableQuantity ?? 0) >= quantity;
  return { sku, productSlug, name, image, unitPrice, quantity, lineTotal: multiply(unitPrice, quantity), available };
}

/** Stable and opaque: the stored id names the visitor or the customer, which an answer must not. */
function publicCartId(cartId: string): string {
  return createHash('sha256').update(`cart ${cartId}`).digest('base64url').slice(0, 22);
}
