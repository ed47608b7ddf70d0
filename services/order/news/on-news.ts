import { CheckoutFailed } from '@evermart/contracts/events/checkout-events';
import { PaymentCaptured, PaymentRefunded, PaymentVoided } from '@evermart/contracts/events/payment-events';
import { isServiceError } from '@evermart/kit/problem';
import { z } from 'zod';
import type { CheckoutOrders } from '../orders/checkout-orders.ts';
import type { OrderRepository } from '../orders/order-repository.ts';
import type { Payments } from '../remote/payments.ts';

/** What the order's queue lets through. */
export const News = z.discriminatedUnion('type', [PaymentCaptured, PaymentVoided, PaymentRefunded, CheckoutFailed]);
export type News = z.infer<typeof News>;

export interface NewsDeps {
  readonly orders: OrderRepository;
  readonly checkoutOrders: CheckoutOrders;
  readonly payments: Payments;
}

/** Handles events; each is only a hint at what to look at, so duplicates and disorder do no harm. */
export function createNewsHandler({ orders, checkoutOrders, payments }: NewsDeps) {
  return async function onNews({ type, data: { checkoutId } }: News): Promise<void> {
    if (type === 'checkout.failed') await unlessPaid(checkoutOrders.abandon(checkoutId));
    else await orders.updatePayment(checkoutId, await payments.find(checkoutId));
  };
}

/** A failed checkout has no paid order; should it have one, a person must look, and cancelling it would hide that. */
async function unlessPaid(abandoned: Promise<void>): Promise<void> {
  await abandoned.catch((error: unknown) => {
    if (!isServiceError(error, 'invalid-state')) throw error;
  });
}
