import { z } from 'zod';
import { Money, PositiveMoney } from '../money.ts';
import { Address } from './address.ts';
import { PaymentProvider, paymentStatuses } from './payment.ts';
import { Image } from './product.ts';
import { Quantity, Sku } from './sku.ts';

export const orderStatuses = ['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'] as const;
export const OrderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderLine = z.object({
  sku: Sku,
  productSlug: z.string(),
  name: z.string(),
  image: Image,
  unitPrice: Money,
  quantity: Quantity,
  lineTotal: Money,
});
export type OrderLine = z.infer<typeof OrderLine>;

/** `subtotal - discount + shipping == total`; prices include tax, so `tax` is the part of `total` that is tax. */
export const OrderTotals = z.object({ subtotal: Money, discount: Money, shipping: Money, tax: Money, total: Money });
export type OrderTotals = z.infer<typeof OrderTotals>;

export const OrderPayment = z.object({
  id: z.string(),
  provider: PaymentProvider,
  status: z.enum(paymentStatuses),
  authorized: Money,
  captured: Money,
  refunded: Money,
});
export type OrderPayment = z.infer<typeof OrderPayment>;

export const Shipment = z.object({
  id: z.string(),
  carrier: z.string(),
  trackingNumber: z.string().optional(),
  shippedAt: z.iso.datetime(),
});
export type Shipment = z.infer<typeof Shipment>;

export const Order = z.object({
  id: z.string(),
  number: z.string(),
  checkoutId: z.string(),
  status: OrderStatus,
  flags: z.array(z.enum(['backordered'])),
  placedAt: z.iso.datetime(),
  email: z.string(),
  locale: z.string(),
  shippingAddress: Address,
  billingAddress: Address,
  shippingMethod: z.string(),
  lines: z.array(OrderLine),
  totals: OrderTotals,
  payments: z.array(OrderPayment),
  shipments: z.array(Shipment),
  history: z.array(z.object({ status: OrderStatus, at: z.iso.datetime() })),
});
export type Order = z.infer<typeof Order>;

/**
 * PUT /orders/by-checkout/{checkoutId}: creates the order as `placed`, or answers the one that is there.
 * 409 `invalid-state` when the saga had cancelled it before. Id and number are given (derived from the checkout id).
 */
export const NewOrder = z.strictObject({
  id: z.string().min(1),
  number: z.string().min(1),
  placedAt: z.iso.datetime(),
  visitorId: z.string().min(1),
  customerId: z.string().min(1).optional(),
  email: z.string().min(3),
  locale: z.string().min(2),
  shippingAddress: Address,
  billingAddress: Address,
  shippingMethod: z.string(),
  lines: z.array(OrderLine).min(1),
  totals: OrderTotals,
  payment: OrderPayment,
});
export type NewOrder = z.infer<typeof NewOrder>;

/**
 * POST /orders/by-checkout/{checkoutId}/settlement: the captured payment and what is backordered; the order turns `paid`.
 * Idempotent: an order that is already paid or further on is answered as it stands.
 */
export const OrderSettlement = z.strictObject({ payment: OrderPayment, backordered: z.array(Sku) });
export type OrderSettlement = z.infer<typeof OrderSettlement>;

// POST /orders/by-checkout/{checkoutId}/abandonment (204): the saga's compensation. Cancels a placed order; where there
// is none it leaves a mark, so that a late worker can't create it. 409 `invalid-state` once it is paid.

/**
 * POST /orders/{id}/cancellation by its owner, or by a guest with the order's number and `email`: voids or refunds once,
 * puts the stock back, answers the order.
 */
export const CancellationRequest = z.strictObject({ reason: z.string().max(500).optional() });

export const NewShipment = z.strictObject({
  carrier: z.string().trim().min(1).max(120),
  trackingNumber: z.string().trim().min(1).max(120).optional(),
});
export type NewShipment = z.infer<typeof NewShipment>;

/** POST /admin/orders/{id}/refunds with `Idempotency-Key`: 201 the order. */
export const NewRefund = z.strictObject({ amount: PositiveMoney, reason: z.string().trim().min(1).max(500) });
export type NewRefund = z.infer<typeof NewRefund>;
