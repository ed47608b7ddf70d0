import type { Address } from './address.ts';
import { api } from './api.ts';
import type { CartLine } from './cart.ts';
import type { Listing } from './listing.ts';
import type { Money } from './money.ts';

export type OrderStatus = 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned';

export interface OrderTotals {
  subtotal: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
}

export interface OrderPayment {
  id: string;
  provider: string;
  status: string;
  authorized: Money;
  captured: Money;
  refunded: Money;
}

export interface Shipment {
  id: string;
  carrier: string;
  trackingNumber?: string;
  shippedAt: string;
}

/** Times are RFC 3339 UTC; `flags` may hold `backordered`. */
export interface Order {
  id: string;
  number: string;
  checkoutId: string;
  status: OrderStatus;
  flags: string[];
  placedAt: string;
  email: string;
  shippingAddress: Address;
  shippingMethod: string;
  lines: Omit<CartLine, 'available'>[];
  totals: OrderTotals;
  payments: OrderPayment[];
  shipments: Shipment[];
  history: { status: OrderStatus; at: string }[];
}

const orderPath = (id: string) => `/orders/${encodeURIComponent(id)}`;
const cancellationPath = (id: string) => `${orderPath(id)}/cancellation`;

export const listOrders = (cursor: string | undefined, signal?: AbortSignal) =>
  api.get<Listing<Order>>('/orders', { query: { cursor }, signal });

export const readOrder = (id: string, signal?: AbortSignal) => api.get<Order>(orderPath(id), { signal });

/** A guest's order, by its number and the address that it was placed with. */
export const readGuestOrder = (number: string, email: string) =>
  api.get<Order>(orderPath(number), { query: { email } });

/** Voids or refunds the payment of the customer's own order, once. Rejects with `invalid-state` when it is too late. */
export const cancelOrder = (id: string) => api.post<Order>(cancellationPath(id), {});

/** The same for a guest's order. */
export const cancelGuestOrder = (number: string, email: string) =>
  api.post<Order>(cancellationPath(number), {}, { query: { email } });
