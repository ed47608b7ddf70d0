import type { Clock } from '@evermart/kit/clock';
import { ServiceError } from '@evermart/kit/problem';
import Stripe from 'stripe';
import type { WebhookNotice } from '../payment-provider.ts';
import { checkoutIdKey, declined, paymentOf } from './stripe-payment.ts';

/** As for the other provider: an honest delivery is signed anew each time. */
const toleranceSeconds = 300;

/**
 * Verifies and reads a webhook. Endpoints of one Stripe account get each other's events, so one without a checkout of
 * ours is nobody's here.
 *
 * @throws ServiceError `forbidden` for a wrong signature, `malformed-body` for an old one
 */
export function noticeIn(options: {
  readonly stripe: Stripe;
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
  readonly secret: string;
  readonly clock: Clock;
}): WebhookNotice | undefined {
  const event = verifiedEvent(options);
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled':
      return aboutPayment(event.data.object, paymentOf);
    case 'payment_intent.payment_failed':
      return aboutPayment(event.data.object, (intent) => declined(intent.last_payment_error?.message));
    case 'charge.refunded':
    case 'refund.updated':
    case 'refund.failed': {
      const checkoutId = event.data.object.metadata?.[checkoutIdKey];
      return checkoutId === undefined ? undefined : { about: 'refund', checkoutId };
    }
    default:
      return undefined;
  }
}

function aboutPayment(intent: Stripe.PaymentIntent, read: typeof paymentOf): WebhookNotice | undefined {
  const checkoutId = intent.metadata[checkoutIdKey];
  return checkoutId === undefined ? undefined : { about: 'payment', checkoutId, payment: read(intent) };
}

function verifiedEvent({ stripe, rawBody, signature, secret, clock }: Parameters<typeof noticeIn>[0]): Stripe.Event {
  try {
    const receivedAt = clock.nowMs();
    return stripe.webhooks.constructEvent(rawBody, signature ?? '', secret, toleranceSeconds, undefined, receivedAt);
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeSignatureVerificationError) {
      throw cause.message.includes('Timestamp outside the tolerance')
        ? new ServiceError('malformed-body', 'The webhook was signed too long ago. Send it again.', { cause })
        : new ServiceError('forbidden', "The webhook's signature is missing or wrong. Check the signing secret.", {
            cause,
          });
    }
    throw new ServiceError('malformed-body', 'The webhook can not be read.', { cause });
  }
}
