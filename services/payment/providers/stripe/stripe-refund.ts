import type Stripe from 'stripe';
import type { ProviderRefund } from '../payment-provider.ts';

/** Some cards and banks take days; until then the refund is neither made nor refused, and a webhook tells its end. */
export function refundOf({ id, status, failure_reason }: Stripe.Refund): ProviderRefund {
  switch (status) {
    case 'succeeded':
      return { status: 'succeeded', providerRefundId: id };
    case 'failed':
    case 'canceled':
      return { status: 'refused', reason: failure_reason ?? status };
    default:
      return { status: 'pending', providerRefundId: id };
  }
}
