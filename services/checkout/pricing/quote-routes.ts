import { Cart } from '@evermart/contracts/http/cart';
import { type Quote, QuoteQuery, ShippingMethodQuery, type ShippingMethods } from '@evermart/contracts/http/checkout';
import type { ServiceClient } from '@evermart/kit/http-client';
import { parseQuery } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { Router } from 'express';
import type { z } from 'zod';
import { shippingMethodsFor } from './shipping-methods.ts';
import { totalsOf } from './totals.ts';

const shopCurrency = 'EUR';

export function quoteRoutes({ cart }: { readonly cart: ServiceClient }): Router {
  const router = Router();

  router.get('/checkouts/quote', async (request, response) => {
    const destination = parseQuery(QuoteQuery, request.query);
    const { lines, subtotal, discounts } = await cart.call({ method: 'GET', path: '/carts/current' }, Cart);
    if (lines.length === 0) throw new ServiceError('cart-empty', 'The cart is empty.');
    const { shipping, tax, total } = totalsOf(subtotal, destination);
    response.json({ subtotal, discounts, shipping, tax, total } satisfies Quote);
  });

  router.get('/shipping-methods', (request, response) => {
    const { country } = parseQuery(ShippingMethodQuery, request.query);
    response.json({ items: shippingMethodsFor(country, shopCurrency) } satisfies z.infer<typeof ShippingMethods>);
  });

  return router;
}
