import { Cart, CartLineChange, NewCartLine } from '@evermart/contracts/http/cart';
import { addedToCart } from '../clickstream/shopper-activity.ts';
import type { Endpoint, SuccessAnswer } from './endpoint.ts';
import { skuParameter } from './path-parameters.ts';

const wholeCart: SuccessAnswer = { description: 'The whole cart', schema: Cart };

/** Guests have carts too; a customer's cart follows the account. */
export const cartEndpoints: readonly Endpoint[] = [
  {
    id: 'readCart',
    method: 'GET',
    path: '/cart',
    tag: 'Cart',
    summary: "The visitor's cart at today's prices",
    access: 'visitor',
    answers: { 200: wholeCart },
    target: { service: 'cart', path: '/carts/current' },
  },
  {
    id: 'addCartLine',
    method: 'POST',
    path: '/cart/lines',
    tag: 'Cart',
    summary: 'Add a quantity of a SKU',
    description: 'Adds to a line that is there. More than is available is refused.',
    access: 'visitor',
    body: NewCartLine,
    answers: { 200: wholeCart },
    problems: ['unknown-sku', 'out-of-stock', 'invalid-state', 'version-conflict'],
    target: { service: 'cart', path: '/carts/current/lines' },
    observe: ({ body, answer }) => addedToCart(body, answer),
  },
  {
    id: 'changeCartLine',
    method: 'PATCH',
    path: '/cart/lines/{sku}',
    tag: 'Cart',
    summary: 'Set the quantity of a line',
    access: 'visitor',
    parameters: skuParameter,
    body: CartLineChange,
    answers: { 200: wholeCart },
    problems: ['unknown-sku', 'out-of-stock', 'version-conflict'],
    target: { service: 'cart', path: '/carts/current/lines/{sku}' },
  },
  {
    id: 'removeCartLine',
    method: 'DELETE',
    path: '/cart/lines/{sku}',
    tag: 'Cart',
    summary: 'Take a line out of the cart',
    access: 'visitor',
    parameters: skuParameter,
    answers: { 200: wholeCart },
    problems: ['version-conflict'],
    target: { service: 'cart', path: '/carts/current/lines/{sku}' },
  },
];
