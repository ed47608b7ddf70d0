import { CartContents } from '@evermart/contracts/http/cart';
import { isServiceError } from '@evermart/kit/problem';
import type { JournalEntry } from '../checkouts/journal-entry.ts';
import { RefusedError, type Step } from './step.ts';

/** Moves the lines out of the cart, at the version that the journal holds: two tabs with two keys make one order. */
export const claimCart: Step = {
  name: 'claim-cart',
  recordedWithNext: true,

  async run(entry, { services }) {
    try {
      const { version } = entry.cart;
      await services.cart.call(
        { method: 'POST', path: claimPath(entry), body: { version }, idempotent: true },
        CartContents.pick({ version: true }),
      );
      return {};
    } catch (error) {
      if (!isServiceError(error, 'version-conflict', 'cart-empty', 'not-found', 'validation-failed')) throw error;
      throw new RefusedError('cart-empty', 'The cart was bought or changed meanwhile.', { cause: error });
    }
  },

  async compensate(entry, { services }) {
    await services.cart.command({ method: 'POST', path: `${claimPath(entry)}/restore`, idempotent: true });
  },
};

/** After the purchase the cart forgets what it kept for it. */
export async function completeClaim(
  entry: JournalEntry,
  { services }: Pick<Parameters<Step['run']>[1], 'services'>,
): Promise<void> {
  await services.cart.command({ method: 'POST', path: `${claimPath(entry)}/completion`, idempotent: true });
}

function claimPath(entry: JournalEntry): string {
  return `/carts/${encodeURIComponent(entry.cart.cartId)}/claims/${entry.checkoutId}`;
}
