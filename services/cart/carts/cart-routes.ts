import { CartLineChange, CartMerge, cartIdOf, NewCartLine } from '@evermart/contracts/http/cart';
import { Sku } from '@evermart/contracts/http/sku';
import { customerOf, onlyFor, subjectOf } from '@evermart/kit/access';
import type { Logger } from '@evermart/kit/log';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { type Request, type Response, Router } from 'express';
import type { VariantLookup } from '../catalog/variant-lookup.ts';
import type { CartRepository } from './cart-repository.ts';
import { cartView } from './cart-view.ts';
import { addLine, type ChangedCart, removeLine, setQuantity, skusOf, unlessAway } from './change-lines.ts';
import { mergeCarts } from './merge-carts.ts';

export interface CartRoutesDeps {
  readonly carts: CartRepository;
  readonly lookUpVariants: VariantLookup;
  readonly currency: string;
  readonly logger: Logger;
}

/** The shopper's cart. Whose it is says the caller's token, so nobody can name another's. */
export function cartRoutes(deps: CartRoutesDeps): Router {
  const { carts, lookUpVariants, currency, logger } = deps;
  const router = Router();

  router.get('/carts/current', async (request, response) => {
    const { cart } = await carts.read(ownCartId(request));
    await show(response, { cart });
  });

  router.post('/carts/current/lines', async (request, response) => {
    const line = parseBody(NewCartLine, request.body);
    await show(response, await addLine(deps, ownCartId(request), line));
  });

  router.patch('/carts/current/lines/:sku', async (request, response) => {
    const { quantity } = parseBody(CartLineChange, request.body);
    await show(response, await setQuantity(deps, ownCartId(request), { sku: skuOf(request), quantity }));
  });

  router.delete('/carts/current/lines/:sku', async (request, response) => {
    await show(response, await removeLine(deps, ownCartId(request), skuOf(request)));
  });

  router.post('/carts/merge', onlyFor('api-gateway'), async (request, response) => {
    const { customerId } = customerOf(request);
    const { visitorId } = parseBody(CartMerge, request.body);
    const [guestCart, customerCart] = [{ visitorId }, { customerId }].map((owner) =>
      cartIdOf({ ...owner, groups: [] }),
    );
    if (guestCart === undefined || customerCart === undefined) throw new Error('a merge needs two owners');
    await show(response, { cart: await mergeCarts(carts, guestCart, customerCart) });
  });

  return router;

  async function show(response: Response, { cart, variants }: ChangedCart): Promise<void> {
    response.json(cartView(cart, variants ?? (await presentVariants(skusOf(cart))), currency));
  }

  async function presentVariants(skus: string[]) {
    if (skus.length === 0) return new Map();
    const variants = await unlessAway(lookUpVariants(skus));
    if (variants === undefined) logger.warn({ event: 'cart.shown-from-snapshots' });
    return variants;
  }
}

function ownCartId(request: Request): string {
  const cartId = cartIdOf(subjectOf(request));
  if (cartId === undefined) throw new ServiceError('sign-in-required', 'A cart belongs to a visitor or a customer.');
  return cartId;
}

function skuOf(request: Request): string {
  return parsePathParameter(Sku, request.params.sku, 'This article is not in the cart.');
}
