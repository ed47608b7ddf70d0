import { PaymentAuthorized, PaymentDeclined } from '@evermart/contracts/events/payment-events';
import { z } from 'zod';
import type { CheckoutRunner } from '../checkouts/run-checkout.ts';

export const PaymentNews = z.discriminatedUnion('type', [PaymentAuthorized, PaymentDeclined]);
export type PaymentNews = z.infer<typeof PaymentNews>;

/**
 * The provider's answer came after checkout had stopped waiting: go on at once instead of at the next look.
 * Only a hint: what was decided is asked of payment, so duplicates and disorder do no harm.
 */
export function onPaymentNews(runner: CheckoutRunner) {
  return ({ data }: PaymentNews): Promise<void> => runner.recover(data.checkoutId);
}
