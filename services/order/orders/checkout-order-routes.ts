import { NewOrder, OrderSettlement } from '@evermart/contracts/http/order';
import { onlyFor } from '@evermart/kit/access';
import { parseBody } from '@evermart/kit/parse';
import { Router } from 'express';
import type { CheckoutOrders } from './checkout-orders.ts';
import { checkoutIdIn } from './path-parameters.ts';

/** What only the purchase may do. */
export function checkoutOrderRoutes({ checkoutOrders }: { checkoutOrders: CheckoutOrders }): Router {
  const router = Router();
  router.use('/orders/by-checkout', onlyFor('checkout'));

  router.put('/orders/by-checkout/:checkoutId', async (request, response) => {
    const newOrder = parseBody(NewOrder, request.body);
    const { order, isNew } = await checkoutOrders.place(checkoutIdIn(request.params.checkoutId), newOrder);
    response.status(isNew ? 201 : 200).json(order);
  });

  router.post('/orders/by-checkout/:checkoutId/settlement', async (request, response) => {
    const settlement = parseBody(OrderSettlement, request.body);
    response.json(await checkoutOrders.settle(checkoutIdIn(request.params.checkoutId), settlement));
  });

  router.post('/orders/by-checkout/:checkoutId/abandonment', async (request, response) => {
    await checkoutOrders.abandon(checkoutIdIn(request.params.checkoutId));
    response.status(204).end();
  });

  return router;
}
