import type { PaymentProvider } from '@evermart/contracts/http/payment';
import { isBegun, noPayment, type PaymentRecord } from '../payments/payment-record.ts';
import type { PaymentRepository } from '../payments/payment-repository.ts';
import type { SettlePayment } from '../payments/settle-payment.ts';
import type { VoidPayment } from '../payments/void-payment.ts';
import type { WebhookNotice } from '../providers/payment-provider.ts';
import type { RefundPayment } from '../refunds/refund-payment.ts';

export interface ApplyWebhookDeps {
  readonly payments: PaymentRepository;
  readonly settle: SettlePayment;
  readonly voidPayment: VoidPayment;
  readonly refundPayment: RefundPayment;
}

/**
 * Records what a provider's verified webhook tells. Duplicates, old news and any order are harmless, since only what
 * takes a payment further is recorded.
 */
export function createApplyWebhook({ payments, settle, voidPayment, refundPayment }: ApplyWebhookDeps) {
  /** @throws ServiceError `not-found` for a checkout without a payment here: the provider sends it again, until the row has replicated or was made again */
  return async function apply(provider: PaymentProvider, notice: WebhookNotice): Promise<void> {
    const { checkoutId } = notice;
    const known = await payments.find(checkoutId);
    if (known === undefined) throw noPayment();
    if (notice.about === 'refund') return refundPayment.finishAllOf(checkoutId, 'webhook');

    const payment = isBegun(known) ? known : await contradicted(known, provider, notice.payment);
    if (payment === undefined || !isBegun(payment)) return;
    const settled = await settle(payment, notice.payment, 'webhook');
    if (settled.voidRequested && settled.status === 'authorized') await voidPayment.finish(settled, 'webhook');
  };

  /** An authorization that reached the provider although the checkout had been given up: it becomes one to be voided. */
  async function contradicted(
    mark: PaymentRecord,
    provider: PaymentProvider,
    news: Extract<WebhookNotice, { about: 'payment' }>['payment'],
  ): Promise<PaymentRecord | undefined> {
    if (news.status === 'declined') return undefined;
    return payments.adopt({ checkoutId: mark.checkoutId, provider, ...news });
  }
}
export type ApplyWebhook = ReturnType<typeof createApplyWebhook>;
