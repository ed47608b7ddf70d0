import { ServiceError } from '@evermart/kit/problem';
import type { CartRepository } from '../carts/cart-repository.ts';
import { type CartState, type StoredLine, withClaimRestored } from '../carts/cart-state.ts';
import { changeCart } from '../carts/change-cart.ts';
import { mergeCarts } from '../carts/merge-carts.ts';

export interface ClaimedLines {
  /** The cart's version with the lines gone. */
  readonly version: number;
  readonly lines: readonly StoredLine[];
}

/**
 * Moves a cart's lines into a checkout's claim, all of them, if the cart is still at `version`; one write. Asked again
 * while the claim is open it answers the same lines.
 *
 * @throws ServiceError `cart-empty`; `version-conflict` when the cart changed, was claimed by another checkout, or this
 * claim has ended
 */
export async function claimLines(
  carts: CartRepository,
  cartId: string,
  checkoutId: string,
  version: number,
): Promise<ClaimedLines> {
  const claimed = await carts.claim(cartId, checkoutId, version);
  if (claimed !== undefined) return { version: version + 1, lines: claimed };

  const { cart } = await carts.read(cartId);
  const open = Object.hasOwn(cart.claims, checkoutId) ? cart.claims[checkoutId] : undefined;
  if (open !== undefined) return { version: cart.version, lines: open };
  if (cart.version === version && cart.lines.length === 0) throw new ServiceError('cart-empty', 'The cart is empty.');
  throw new ServiceError('version-conflict', 'The cart has changed since it was read.');
}

/** Gives a failed checkout's lines back, to where the shopper now sees them: a guest may have signed in meanwhile. */
export async function restoreLines(carts: CartRepository, cartId: string, checkoutId: string): Promise<CartState> {
  const cart = await changeCart(carts, cartId, (before) => withClaimRestored(before, checkoutId));
  if (cart.mergedInto !== undefined && cart.lines.length > 0) await mergeCarts(carts, cartId, cart.mergedInto);
  return cart;
}
