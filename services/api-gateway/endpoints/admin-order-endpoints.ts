import { NewRefund, NewShipment, Order, OrderStatus } from '@evermart/contracts/http/order';
import { PageQuery, page } from '@evermart/contracts/http/paging';
import { z } from 'zod';
import type { Endpoint, SuccessAnswer } from './endpoint.ts';
import { idParameter } from './path-parameters.ts';

const AdminOrderQuery = PageQuery.extend({
  status: OrderStatus.optional(),
  q: z.string().trim().min(1).max(254).optional().describe('An order number or an e-mail address'),
});
const theOrder: SuccessAnswer = { description: 'The order', schema: Order };

export const adminOrderEndpoints: readonly Endpoint[] = [
  {
    id: 'adminListOrders',
    method: 'GET',
    path: '/admin/orders',
    tag: 'Administration',
    summary: 'Orders of all customers, the newest first',
    access: 'admin',
    query: AdminOrderQuery,
    answers: { 200: { description: 'A page of orders', schema: page(Order) } },
    target: { service: 'order', path: '/admin/orders' },
  },
  {
    id: 'adminReadOrder',
    method: 'GET',
    path: '/admin/orders/{id}',
    tag: 'Administration',
    summary: 'One order',
    access: 'admin',
    parameters: idParameter,
    answers: { 200: theOrder },
    target: { service: 'order', path: '/admin/orders/{id}' },
  },
  {
    id: 'adminShipOrder',
    method: 'POST',
    path: '/admin/orders/{id}/shipments',
    tag: 'Administration',
    summary: 'Record a shipment: the order turns `shipped`',
    access: 'admin',
    parameters: idParameter,
    body: NewShipment,
    answers: { 201: theOrder },
    problems: ['invalid-state'],
    target: { service: 'order', path: '/admin/orders/{id}/shipments' },
  },
  {
    id: 'adminDeliverOrder',
    method: 'POST',
    path: '/admin/orders/{id}/deliveries',
    tag: 'Administration',
    summary: 'Record the delivery: the order turns `delivered`',
    access: 'admin',
    parameters: idParameter,
    body: z.strictObject({}),
    bodyOptional: true,
    answers: { 201: theOrder },
    problems: ['invalid-state'],
    target: { service: 'order', path: '/admin/orders/{id}/deliveries' },
  },
  {
    id: 'adminRefundOrder',
    method: 'POST',
    path: '/admin/orders/{id}/refunds',
    tag: 'Administration',
    summary: 'Refund a part of what was captured, once per Idempotency-Key',
    access: 'admin',
    parameters: idParameter,
    body: NewRefund,
    idempotencyKey: true,
    answers: { 201: theOrder },
    problems: ['invalid-state', 'idempotency-key-reused'],
    target: { service: 'order', path: '/admin/orders/{id}/refunds' },
  },
];
