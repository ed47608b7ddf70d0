import type { IncomingHttpHeaders } from 'node:http';
import type { PaymentProvider } from '@evermart/contracts/http/payment';
import type { Money } from '@evermart/contracts/money';
import { ServiceError } from '@evermart/kit/problem';

/** What a provider holds for a checkout, as it stands now. */
export type ProviderPayment =
  | { readonly status: 'declined' /** A sentence for the shopper. */; readonly reason: string }
  | {
      readonly status: 'authorized' | 'captured' | 'voided';
      readonly providerPaymentId: string;
      readonly authorized: Money;
      readonly capturedMinor: number;
    };

export type ProviderRefund =
  | { readonly status: 'succeeded' | 'pending'; readonly providerRefundId: string }
  | { readonly status: 'refused'; readonly reason: string };

/** The news in a webhook: the payment itself, or that a refund has changed, which the receiver then asks about. */
export type WebhookNotice =
  | { readonly about: 'payment'; readonly checkoutId: string; readonly payment: ProviderPayment }
  | { readonly about: 'refund'; readonly checkoutId: string };

export interface PaymentReference {
  readonly checkoutId: string;
  readonly providerPaymentId: string;
}

export interface RefundRequest {
  readonly refundId: string;
  readonly amount: Money;
  readonly providerRefundId: string | null;
}

/**
 * A provider of payments. Each command carries an idempotency key derived from the checkout id, so asking again is
 * always safe, from anywhere; a command answers how the payment stands afterwards, whoever brought it there.
 * Every method but `parseWebhook` throws `ServiceError` `dependency-unavailable` when there was no definite answer:
 * the effect may have happened or not.
 */
export interface PaymentProviderClient {
  authorize(request: {
    readonly checkoutId: string;
    readonly token: string;
    readonly amount: Money;
  }): Promise<ProviderPayment>;
  /** @throws ServiceError `invalid-state` when the provider refuses for good and still holds no captured money */
  capture(request: PaymentReference & { readonly amount: Money }): Promise<ProviderPayment>;
  /** `amount` is the authorized one. Where the provider holds nothing any more, the payment is voided. */
  void(request: PaymentReference & { readonly amount: Money }): Promise<ProviderPayment>;
  /** With the `providerRefundId` of one that was pending it only looks at it: idempotency keys may be forgotten by then. */
  refund(request: PaymentReference & RefundRequest): Promise<ProviderRefund>;
  /** The payment of a checkout, if the provider knows one; declined attempts may be forgotten. */
  find(checkoutId: string): Promise<ProviderPayment | undefined>;
  /**
   * Verifies the signature over the very bytes that came.
   *
   * @returns `undefined` for news that nobody here needs
   * @throws ServiceError `forbidden` for a wrong signature, `malformed-body` for one that is too old or a body that can't be read
   */
  parseWebhook(rawBody: Buffer, headers: IncomingHttpHeaders): WebhookNotice | undefined;
  close(): Promise<void>;
}

export type Providers = Readonly<Partial<Record<PaymentProvider, PaymentProviderClient>>>;

/** @throws ServiceError `validation-failed` for a provider that is not offered here */
export function providerNamed(providers: Providers, name: PaymentProvider): PaymentProviderClient {
  const provider = providers[name];
  if (provider === undefined) {
    const offered = Object.keys(providers).join(', ') || 'none';
    throw new ServiceError('validation-failed', 'The payment provider is not offered here.', {
      errors: [{ path: 'provider', message: `is not offered here: use one of ${offered}` }],
    });
  }
  return provider;
}
