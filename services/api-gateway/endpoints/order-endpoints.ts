import { EmailAddress } from '@evermart/contracts/http/checkout';
import { CancellationRequest, Order } from '@evermart/contracts/http/order';
import { PageQuery, page } from '@evermart/contracts/http/paging';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { idParameter } from './path-parameters.ts';

const GuestOrderQuery = z.strictObject({
  email: EmailAddress.optional().describe('For guests: the address that the order was placed with'),
});

export const orderEndpoints: readonly Endpoint[] = [
  {
    id: 'listOrders',
    method: 'GET',
    path: '/orders',
    tag: 'Orders',
    summary: "The customer's orders, the newest first",
    access: 'customer',
    query: PageQuery,
    answers: { 200: { description: 'A page of orders', schema: page(Order) } },
    target: { service: 'order', path: '/orders' },
  },
  {
    id: 'readOrder',
    method: 'GET',
    path: '/orders/{id}',
    tag: 'Orders',
    summary: 'One order, by its id or number',
    description: 'A guest reads an order by its number together with `email`. An order of somebody else is not found.',
    access: 'anyone',
    parameters: idParameter,
    query: GuestOrderQuery,
    answers: { 200: { description: 'The order', schema: Order } },
    target: { service: 'order', path: '/orders/{id}' },
  },
  {
    id: 'cancelOrder',
    method: 'POST',
    path: '/orders/{id}/cancellation',
    tag: 'Orders',
    summary: 'Cancel an order that has not shipped; voids or refunds once',
    description:
      'A guest cancels an order by its number together with `email`. An order of somebody else is not found.',
    access: 'anyone',
    parameters: idParameter,
    query: GuestOrderQuery,
    body: CancellationRequest,
    bodyOptional: true,
    answers: { 200: { description: 'The cancelled order', schema: Order } },
    problems: ['invalid-state'],
    target: { service: 'order', path: '/orders/{id}/cancellation' },
  },
];
