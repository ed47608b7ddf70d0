import { CancellationRequest, type Order } from '@evermart/contracts/http/order';
import { PageQuery } from '@evermart/contracts/http/paging';
import { customerOf, subjectOf } from '@evermart/kit/access';
import { parseBody, parseQuery } from '@evermart/kit/parse';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { CancelOrder } from '../cancellations/cancel-order.ts';
import { isOwnedBy, opensWith } from './order-access.ts';
import type { OrderLists } from './order-lists.ts';
import { noOrder } from './order-problems.ts';
import type { OrderRepository } from './order-repository.ts';
import { orderNameIn } from './path-parameters.ts';

export interface OrderRoutesDeps {
  readonly orders: OrderRepository;
  readonly lists: OrderLists;
  readonly cancelOrder: CancelOrder;
}

const GuestProof = z.strictObject({ email: z.string().min(1).max(254).optional() });

/** What the people who placed an order may do. An order of somebody else is answered as one that does not exist. */
export function orderRoutes({ orders, lists, cancelOrder }: OrderRoutesDeps): Router {
  const router = Router();

  router.get('/orders', async (request, response) => {
    const { customerId } = customerOf(request);
    response.json(await lists.ofCustomer(customerId, parseQuery(PageQuery, request.query)));
  });

  router.get('/orders/:idOrNumber', async (request, response) => {
    response.json(await openedOrder(request.params.idOrNumber, request));
  });

  router.post('/orders/:idOrNumber/cancellation', async (request, response) => {
    parseBody(CancellationRequest, request.body ?? {});
    response.json(await cancelOrder.request(await openedOrder(request.params.idOrNumber, request)));
  });

  return router;

  /** @throws ServiceError `not-found` also for an order of somebody else and for a wrong address */
  async function openedOrder(name: string, request: Request): Promise<Order> {
    const { email } = parseQuery(GuestProof, request.query);
    const idOrNumber = orderNameIn(name);
    const owned = await orders.find(idOrNumber);
    if (owned === undefined) throw noOrder();
    const byNumber = email !== undefined && idOrNumber.toUpperCase() === owned.order.number;
    if (!isOwnedBy(owned, subjectOf(request)) && !(byNumber && opensWith(owned, email))) throw noOrder();
    return owned.order;
  }
}
