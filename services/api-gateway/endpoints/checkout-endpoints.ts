import {
  Checkout,
  NewCheckout,
  Quote,
  QuoteQuery,
  ShippingMethodQuery,
  ShippingMethods,
} from '@evermart/contracts/http/checkout';
import { PaymentProvider } from '@evermart/contracts/http/payment';
import type { Endpoint } from './endpoint.ts';
import { idParameter } from './path-parameters.ts';

const RealProvider = PaymentProvider.exclude(['sandbox'], { error: 'not accepted here: choose another provider' });
const NewRealCheckout = NewCheckout.extend({ payment: NewCheckout.shape.payment.extend({ provider: RealProvider }) });

/** In production the sandbox provider is no provider: neither accepted nor documented. */
export function checkoutEndpoints({ allowSandboxPayments }: { allowSandboxPayments: boolean }): readonly Endpoint[] {
  return [
    {
      id: 'listShippingMethods',
      method: 'GET',
      path: '/shipping-methods',
      tag: 'Checkout',
      summary: 'Ways of delivery to a country, with prices',
      access: 'public',
      query: ShippingMethodQuery,
      answers: { 200: { description: 'Shipping methods', schema: ShippingMethods } },
      target: { service: 'checkout', path: '/shipping-methods' },
      shared: () => true,
    },
    {
      id: 'quoteCheckout',
      method: 'GET',
      path: '/checkouts/quote',
      tag: 'Checkout',
      summary: 'What the current cart would cost, delivery and tax included',
      access: 'visitor',
      query: QuoteQuery,
      answers: { 200: { description: 'The totals', schema: Quote } },
      problems: ['cart-empty'],
      target: { service: 'checkout', path: '/checkouts/quote' },
    },
    {
      id: 'placeCheckout',
      method: 'POST',
      path: '/checkouts',
      tag: 'Checkout',
      summary: 'Buy the cart, once per Idempotency-Key',
      description:
        'Answers within 10 s. 202 promises an answer, not an order: ask at `Location`. A repeat of a key answers the first outcome; 402 and 409 carry `checkoutId`.',
      access: 'visitor',
      body: allowSandboxPayments ? NewCheckout : NewRealCheckout,
      idempotencyKey: true,
      answers: {
        201: { description: 'Bought: the checkout with its order', schema: Checkout, location: true },
        202: { description: 'Accepted and still running', schema: Checkout, location: true },
      },
      problems: [
        'payment-declined',
        'out-of-stock',
        'total-changed',
        'cart-empty',
        'unknown-sku',
        'idempotency-key-reused',
      ],
      target: { service: 'checkout', path: '/checkouts' },
      wait: 'checkout',
      limit: 'checkout',
    },
    {
      id: 'readCheckout',
      method: 'GET',
      path: '/checkouts/{id}',
      tag: 'Checkout',
      summary: "How one of the visitor's checkouts stands",
      access: 'visitor',
      parameters: idParameter,
      answers: { 200: { description: 'The checkout', schema: Checkout } },
      target: { service: 'checkout', path: '/checkouts/{id}' },
    },
  ];
}
