import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from '@evermart/kit/problem';
import type { CartRepository } from './cart-repository.ts';
import type { CartState } from './cart-state.ts';

const maxAttempts = 12;
const maxDelayMs = 40;

/**
 * Reads a cart, changes it and writes it if nobody else did meanwhile, else again. `change` answers the same object to
 * change nothing. Answers the cart as it stands afterwards.
 *
 * @throws ServiceError `version-conflict` when others were faster every time, and whatever `change` throws
 */
export async function changeCart(
  carts: CartRepository,
  cartId: string,
  change: (cart: CartState) => CartState | Promise<CartState>,
): Promise<CartState> {
  let written: { cart: CartState; revision: string } | undefined;
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const { cart, revision: readRevision } = await carts.read(cartId);
    // The client repeats a write whose answer got lost, and the repeat's condition fails on the first one's success.
    if (written !== undefined && readRevision === written.revision) return written.cart;
    const changed = await change(cart);
    if (changed === cart) return cart;
    written = { cart: { ...changed, version: cart.version + 1 }, revision: randomUUID() };
    if (await carts.save(written.cart, { readRevision, revision: written.revision })) return written.cart;
    await delay(Math.random() * Math.min(maxDelayMs, 2 ** attempt));
  }
  throw new ServiceError('version-conflict', 'The cart is being changed from elsewhere. Try again.');
}
