import { randomUUID } from 'node:crypto';
import { ServiceError } from '@evermart/kit/problem';
import type { CartRepository } from './cart-repository.ts';
import { type CartState, withLargerQuantities } from './cart-state.ts';
import { changeCart } from './change-cart.ts';

const maxAttempts = 5;

/**
 * Brings a guest's lines into a customer's cart and only then empties the guest's, so that a crash between loses
 * nothing; merging again changes nothing. The guest's cart remembers where it went, for lines that a checkout still holds.
 *
 * @throws ServiceError `version-conflict` when the guest's cart kept changing; `dependency-unavailable`
 */
export async function mergeCarts(carts: CartRepository, guestId: string, customerId: string): Promise<CartState> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const { cart: guest, revision: readRevision } = await carts.read(guestId);
    const merged = await changeCart(carts, customerId, (cart) => withLargerQuantities(cart, guest.lines));
    const nothingLeft = guest.lines.length === 0 && Object.keys(guest.claims).length === 0;
    if (nothingLeft || (guest.lines.length === 0 && guest.mergedInto === customerId)) return merged;

    const emptied: CartState = { ...guest, version: guest.version + 1, lines: [], mergedInto: customerId };
    if (await carts.save(emptied, { readRevision, revision: randomUUID() })) return merged;
  }
  throw new ServiceError('version-conflict', "The guest's cart is being changed from elsewhere. Try again.");
}
