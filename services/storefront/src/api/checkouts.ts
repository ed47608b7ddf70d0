import type { Address } from './address.ts';
import { api } from './api.ts';
import type { Discount } from './cart.ts';
import type { Money } from './money.ts';
import type { Order } from './orders.ts';

/** A payment provider's own token for a payment method: card data never reaches the shop. */
export interface PaymentChoice {
  provider: string;
  token: string;
}

export interface NewCheckout {
  email: string;
  shippingAddress: Address;
  billingAddress?: Address;
  shippingMethod: string;
  payment: PaymentChoice;
  /** What the shopper was shown; another total is refused with `total-changed`. */
  expectedTotal?: Money;
}

export interface Checkout {
  id: string;
  status: 'processing' | 'confirmed' | 'failed';
  order?: Order;
  failure?: { code: string; detail: string };
}

export interface Quote {
  subtotal: Money;
  discounts: Discount[];
  shipping: Money;
  tax: Money;
  total: Money;
}

export interface ShippingMethod {
  code: string;
  name: string;
  price: Money;
  estimatedDays: { min: number; max: number };
}

/** Buys the cart. The same key with the same body is one purchase, however often it is sent. */
export const placeCheckout = (idempotencyKey: string, checkout: NewCheckout) =>
  api.post<Checkout>('/checkouts', checkout, { headers: { 'Idempotency-Key': idempotencyKey } });

export const readCheckout = (id: string, signal?: AbortSignal) =>
  api.get<Checkout>(`/checkouts/${encodeURIComponent(id)}`, { signal });

export const readQuote = (shippingMethod: string, country: string, signal?: AbortSignal) =>
  api.get<Quote>('/checkouts/quote', { query: { shippingMethod, country }, signal });

export const listShippingMethods = (country: string, signal?: AbortSignal) =>
  api.get<{ items: ShippingMethod[] }>('/shipping-methods', { query: { country }, signal });
