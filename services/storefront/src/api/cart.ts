import { api } from './api.ts';
import type { Image } from './catalog.ts';
import type { Money } from './money.ts';

export interface CartLine {
  sku: string;
  productSlug: string;
  name: string;
  image: Image;
  unitPrice: Money;
  quantity: number;
  lineTotal: Money;
  /** Whether the whole quantity could be bought now. */
  available: boolean;
}

/** A deduction; `amount` is positive. */
export interface Discount {
  code: string;
  description: string;
  amount: Money;
}

export interface Cart {
  id: string;
  lines: CartLine[];
  subtotal: Money;
  discounts: Discount[];
  itemCount: number;
  version: number;
}

const linePath = (sku: string) => `/cart/lines/${encodeURIComponent(sku)}`;

export const readCart = (signal?: AbortSignal) => api.get<Cart>('/cart', { signal });

/** Adds to the line of `sku` if there is one. Rejects with `out-of-stock` when that is more than is left. */
export const addCartLine = (sku: string, quantity: number) => api.post<Cart>('/cart/lines', { sku, quantity });

export const changeCartLine = (sku: string, quantity: number) => api.patch<Cart>(linePath(sku), { quantity });

export const removeCartLine = (sku: string) => api.remove<Cart>(linePath(sku));
