import { NewRefund, NewShipment, OrderStatus } from '@evermart/contracts/http/order';
import { PageQuery } from '@evermart/contracts/http/paging';
import { adminsOnly } from '@evermart/kit/access';
import { idempotencyKeyOf } from '@evermart/kit/idempotency-key';
import { parseBody, parseQuery } from '@evermart/kit/parse';
import { Router } from 'express';
import { z } from 'zod';
import type { FulfilOrder } from '../fulfilment/fulfil-order.ts';
import type { RefundOrder } from '../refunds/refund-order.ts';
import type { OrderLists } from './order-lists.ts';
import { noOrder } from './order-problems.ts';
import type { OrderRepository } from './order-repository.ts';
import { orderNameIn } from './path-parameters.ts';

export interface AdminOrderRoutesDeps {
  readonly orders: OrderRepository;
  readonly lists: OrderLists;
  readonly fulfilOrder: FulfilOrder;
  readonly refundOrder: RefundOrder;
}

const AdminOrderQuery = PageQuery.extend({
  status: OrderStatus.optional(),
  q: z.string().trim().min(1).max(254).optional(),
});

/** For the merchant's people, group `admin`. */
export function adminOrderRoutes({ orders, lists, fulfilOrder, refundOrder }: AdminOrderRoutesDeps): Router {
  const router = Router();
  router.use('/admin', adminsOnly);

  router.get('/admin/orders', async (request, response) => {
    const { status, q, ...page } = parseQuery(AdminOrderQuery, request.query);
    response.json(await lists.all({ status, q }, page));
  });

  router.get('/admin/orders/:id', async (request, response) => {
    response.json((await existing(request.params.id)).order);
  });

  router.post('/admin/orders/:id/shipments', async (request, response) => {
    const shipment = parseBody(NewShipment, request.body);
    const { order } = await existing(request.params.id);
    response.status(201).json(await fulfilOrder.ship(order, shipment));
  });

  router.post('/admin/orders/:id/deliveries', async (request, response) => {
    parseBody(z.strictObject({}), request.body ?? {});
    const { order } = await existing(request.params.id);
    response.status(201).json(await fulfilOrder.deliver(order));
  });

  router.post('/admin/orders/:id/refunds', async (request, response) => {
    const idempotencyKey = idempotencyKeyOf(request, 'refund');
    const refund = parseBody(NewRefund, request.body);
    const { order } = await existing(request.params.id);
    response.status(201).json(await refundOrder.request(order, idempotencyKey, refund));
  });

  return router;

  async function existing(idOrNumber: string) {
    const owned = await orders.find(orderNameIn(idOrNumber));
    if (owned === undefined) throw noOrder();
    return owned;
  }
}
