import { z } from 'zod';
import { Money, PositiveMoney } from '../money.ts';

export const paymentProviders = ['sandbox', 'stripe'] as const;
export const PaymentProvider = z.enum(paymentProviders);
export type PaymentProvider = z.infer<typeof PaymentProvider>;

/** A provider's token stands for a card: card numbers never enter the system, so 13 to 19 digits in a row are refused. */
export const PaymentToken = z
  .string()
  .min(1)
  .max(255)
  .refine((token) => !/\d{13,19}/.test(token.replaceAll(/[ -]/g, '')), 'a provider token, never a card number');

export const paymentStatuses = ['authorizing', 'authorized', 'declined', 'captured', 'voided', 'refunded'] as const;
export const Payment = z.object({
  id: z.string(),
  checkoutId: z.string(),
  provider: PaymentProvider,
  status: z.enum(paymentStatuses),
  authorized: Money,
  captured: Money,
  refunded: Money,
});
export type Payment = z.infer<typeof Payment>;

/**
 * PUT /payments/{checkoutId}/authorization: 200 `Payment`, 402 `payment-declined`, 409 `invalid-state` when it was
 * voided before it was authorized (a late worker can't charge), 503 `dependency-unavailable` while the provider's
 * answer is unknown: ask again, the provider's idempotency key is the checkout id.
 */
export const PaymentAuthorization = z.strictObject({
  provider: PaymentProvider,
  token: PaymentToken,
  amount: PositiveMoney,
});
export type PaymentAuthorization = z.infer<typeof PaymentAuthorization>;

/** POST /payments/{checkoutId}/capture: 200 `Payment`. Idempotent. 409 `invalid-state` when voided or declined. */
export const PaymentCapture = z.strictObject({ amount: PositiveMoney });

// POST /payments/{checkoutId}/void: 204, idempotent, also before any authorization: it forbids one.
// GET /payments/{checkoutId}: 200 `Payment` or 404.

/** POST /payments/{checkoutId}/refunds: 200 `RefundResult`; idempotent by `refundId`; 409 above what is left of the captured sum. */
export const PaymentRefund = z.strictObject({
  /** Part of the provider's idempotency key, hence printable and without spaces. */
  refundId: z.string().regex(/^[\x21-\x7e]{1,120}$/, '1 to 120 printable characters without spaces'),
  amount: PositiveMoney,
  reason: z.string().max(500),
});
export type PaymentRefund = z.infer<typeof PaymentRefund>;
export const RefundResult = z.object({ refundId: z.string(), amount: Money, payment: Payment });
export type RefundResult = z.infer<typeof RefundResult>;
