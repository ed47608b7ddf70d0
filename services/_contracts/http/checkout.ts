import { z } from 'zod';
import { Money } from '../money.ts';
import { Address } from './address.ts';
import { Discount } from './cart.ts';
import { Order } from './order.ts';
import { PaymentProvider, PaymentToken } from './payment.ts';

/** An e-mail address as most mail systems take it; at most 254 characters, 64 of them before the @ (RFC 5321, 4.5.3.1). */
export const EmailAddress = z
  .email()
  .max(254)
  .regex(/^[^@]{1,64}(@|$)/, 'at most 64 characters before the @');

export const ShippingMethodCode = z
  .string()
  .max(40)
  .regex(/^[a-z0-9-]+$/, 'the code of a shipping method, e.g. standard');

export const NewCheckout = z.strictObject({
  email: EmailAddress,
  shippingAddress: Address,
  billingAddress: Address.optional(),
  shippingMethod: ShippingMethodCode,
  payment: z.strictObject({ provider: PaymentProvider, token: PaymentToken }),
  expectedTotal: Money.optional(),
});
export type NewCheckout = z.infer<typeof NewCheckout>;

/** 1 to 255 printable ASCII characters, as in the IETF draft of the Idempotency-Key header. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 printable characters without spaces');

/** Why a purchase failed: the codes of the problem that the first answer carried. `invalid-state`: given up before it was paid. */
export const failureCodes = [
  'out-of-stock',
  'payment-declined',
  'total-changed',
  'cart-empty',
  'invalid-state',
] as const;
export type FailureCode = (typeof failureCodes)[number];
export const CheckoutFailure = z.object({ code: z.enum(failureCodes), detail: z.string() });

export const Checkout = z.object({
  id: z.string(),
  status: z.enum(['processing', 'confirmed', 'failed']),
  order: Order.optional(),
  failure: CheckoutFailure.optional(),
});
export type Checkout = z.infer<typeof Checkout>;

export const QuoteQuery = z.strictObject({ shippingMethod: ShippingMethodCode, country: Address.shape.country });
export type QuoteQuery = z.infer<typeof QuoteQuery>;
export const Quote = z.object({
  subtotal: Money,
  discounts: z.array(Discount),
  shipping: Money,
  tax: Money,
  total: Money,
});
export type Quote = z.infer<typeof Quote>;

export const ShippingMethodQuery = z.strictObject({ country: Address.shape.country });
export const ShippingMethod = z.object({
  code: z.string(),
  name: z.string(),
  price: Money,
  estimatedDays: z.object({ min: z.int(), max: z.int() }),
});
export type ShippingMethod = z.infer<typeof ShippingMethod>;
export const ShippingMethods = z.object({ items: z.array(ShippingMethod) });
