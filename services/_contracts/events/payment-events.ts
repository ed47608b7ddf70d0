import { z } from 'zod';
import { Money } from '../money.ts';
import { cloudEvent } from './cloud-event.ts';

const PaymentData = z.object({
  paymentId: z.string(),
  checkoutId: z.string(),
  provider: z.string(),
  /** What the event is about: the sum authorized, captured, voided or refunded. */
  amount: Money,
  /** How it came to be known; also a message attribute, so that a queue can filter by it. */
  settledBy: z.enum(['response', 'webhook', 'reconciliation']),
});

export const PaymentAuthorized = cloudEvent('payment.authorized', PaymentData);
export const PaymentDeclined = cloudEvent('payment.declined', PaymentData.extend({ reason: z.string() }));
export const PaymentCaptured = cloudEvent('payment.captured', PaymentData);
export const PaymentVoided = cloudEvent('payment.voided', PaymentData);
export const PaymentRefunded = cloudEvent('payment.refunded', PaymentData.extend({ refundId: z.string() }));

export type PaymentAuthorized = z.infer<typeof PaymentAuthorized>;
export type PaymentDeclined = z.infer<typeof PaymentDeclined>;
export type PaymentCaptured = z.infer<typeof PaymentCaptured>;
export type PaymentVoided = z.infer<typeof PaymentVoided>;
export type PaymentRefunded = z.infer<typeof PaymentRefunded>;
