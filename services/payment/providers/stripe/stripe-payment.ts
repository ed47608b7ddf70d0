import { money } from '@evermart/contracts/money';
import { unavailable } from '@evermart/kit/problem';
import type Stripe from 'stripe';
import type { ProviderPayment } from '../payment-provider.ts';

/** Under this name every PaymentIntent carries its checkout, and so do the charge made of it and its refunds. */
export const checkoutIdKey = 'checkoutId';

export function declined(reason: string | undefined): ProviderPayment {
  return { status: 'declined', reason: reason ?? 'The payment was declined. Use another card.' };
}

/** @throws ServiceError `dependency-unavailable` for a PaymentIntent whose outcome is open: its webhook, or asking later, tells */
export function paymentOf(intent: Stripe.PaymentIntent): ProviderPayment {
  switch (intent.status) {
    case 'requires_capture':
      return { ...heldBy(intent), status: 'authorized' };
    case 'succeeded':
      return { ...heldBy(intent), status: 'captured', capturedMinor: intent.amount_received };
    case 'canceled':
      return { ...heldBy(intent), status: 'voided' };
    case 'requires_payment_method':
      return declined(intent.last_payment_error?.message);
    default:
      throw unavailable('The payment provider', new Error(`${intent.id} is ${intent.status}`));
  }
}

function heldBy({ id, amount, currency }: Stripe.PaymentIntent) {
  return { providerPaymentId: id, authorized: money(amount, currency.toUpperCase()), capturedMinor: 0 };
}
