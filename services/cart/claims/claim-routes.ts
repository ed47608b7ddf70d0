import { CartClaim, type CartContents } from '@evermart/contracts/http/cart';
import { onlyFor } from '@evermart/kit/access';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { CartRepository } from '../carts/cart-repository.ts';
import type { StoredLine } from '../carts/cart-state.ts';
import { claimLines, restoreLines } from './claim-lines.ts';

const CartId = z.string().regex(/^(customer|visitor):.{1,200}$/);
const CheckoutId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/);

/** Checkout's side of a cart: it names the cart, since recovery acts for nobody. */
export function claimRoutes({ carts }: { carts: CartRepository }): Router {
  const router = Router();
  const checkoutOnly = onlyFor('checkout');

  router.get('/carts/:cartId/contents', checkoutOnly, async (request, response) => {
    const { cart } = await carts.read(cartIdOf(request));
    response.json(contents(cart.cartId, cart.version, cart.lines));
  });

  router.post('/carts/:cartId/claims/:checkoutId', checkoutOnly, async (request, response) => {
    const { version } = parseBody(CartClaim, request.body);
    const cartId = cartIdOf(request);
    const claimed = await claimLines(carts, cartId, checkoutIdOf(request), version);
    response.json(contents(cartId, claimed.version, claimed.lines));
  });

  router.post('/carts/:cartId/claims/:checkoutId/restore', checkoutOnly, async (request, response) => {
    await restoreLines(carts, cartIdOf(request), checkoutIdOf(request));
    response.status(204).end();
  });

  router.post('/carts/:cartId/claims/:checkoutId/completion', checkoutOnly, async (request, response) => {
    await carts.forgetClaim(cartIdOf(request), checkoutIdOf(request));
    response.status(204).end();
  });

  return router;
}

function contents(cartId: string, version: number, lines: readonly StoredLine[]): CartContents {
  return { cartId, version, lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) };
}

function cartIdOf(request: Request): string {
  return parsePathParameter(CartId, request.params.cartId, 'There is no such cart.');
}

function checkoutIdOf(request: Request): string {
  return parsePathParameter(CheckoutId, request.params.checkoutId, 'There is no such checkout.');
}
