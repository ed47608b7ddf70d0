import { type Money, money, sameMoney } from '@evermart/contracts/money';
import type { SettledBy } from '@evermart/contracts/topology';
import type { EventFactory } from '@evermart/kit/events';
import type { Logger } from '@evermart/kit/log';
import type { ProviderPayment } from '../providers/payment-provider.ts';
import { type BegunPayment, isBegun, noPayment, type PaymentRecord } from './payment-record.ts';
import type { PaymentRepository } from './payment-repository.ts';
import { contradicts, nextStep, type SettledStatus } from './payment-states.ts';

export interface SettlePaymentDeps {
  readonly payments: PaymentRepository;
  readonly event: EventFactory;
  readonly logger: Logger;
}

/**
 * Records what the provider says, one step with one event at a time. Whoever brings the news (the answer, the webhook,
 * reconciliation), the first one records it and the others find it recorded; older news changes nothing. A payment that is
 * declined here and authorized there comes back as one to be voided.
 *
 * @returns the payment as it stands afterwards, which may be further than the news
 */
export function createSettlePayment({ payments, event, logger }: SettlePaymentDeps) {
  return async function settle(
    known: BegunPayment,
    news: ProviderPayment,
    settledBy: SettledBy,
  ): Promise<BegunPayment> {
    if (news.status !== 'declined') assertSameAmount(known, news);
    let payment = known;
    for (;;) {
      const status = nextStep(payment.status, news.status);
      if (status === undefined) return reconciled(payment, news);
      const settled = await payments.settle({
        checkoutId: payment.checkoutId,
        status,
        ...factsOf(news, status),
        event: eventOf(payment, news, status, settledBy),
      });
      payment = begun(settled ?? (await payments.find(payment.checkoutId)));
    }
  };

  async function reconciled(payment: BegunPayment, news: ProviderPayment): Promise<BegunPayment> {
    const { checkoutId, status } = payment;
    if (status === 'declined' && news.status === 'authorized') {
      // Whoever asked was told no and may have paid otherwise: what is held for it must be let go.
      const toVoid = await payments.reopenToVoid(checkoutId, news.providerPaymentId);
      return begun(toVoid ?? (await payments.find(checkoutId)));
    }
    if (contradicts(status, news.status)) {
      logger.error({ event: 'payment.contradiction', checkoutId, recorded: status, atProvider: news.status });
    }
    return payment;
  }

  function eventOf(payment: BegunPayment, news: ProviderPayment, status: SettledStatus, settledBy: SettledBy) {
    const { paymentId, checkoutId, provider, currency, amountMinor } = payment;
    const moved = status === 'captured' && news.status === 'captured' ? news.capturedMinor : amountMinor;
    return event({
      type: `payment.${status}`,
      subject: checkoutId,
      // The same fact has the same id in every region, so consumers see it once even after a failover.
      id: `${paymentId}:${status}`,
      data: {
        paymentId,
        checkoutId,
        provider,
        amount: money(moved, currency),
        settledBy,
        ...(news.status === 'declined' ? { reason: news.reason } : {}),
      },
    });
  }
}
export type SettlePayment = ReturnType<typeof createSettlePayment>;

function factsOf(news: ProviderPayment, status: SettledStatus) {
  if (news.status === 'declined') return { declineReason: news.reason };
  const { providerPaymentId, capturedMinor } = news;
  return { providerPaymentId, ...(status === 'captured' ? { capturedMinor } : {}) };
}

function begun(record: PaymentRecord | undefined): BegunPayment {
  if (record === undefined || !isBegun(record)) throw noPayment();
  return record;
}

function assertSameAmount(
  { checkoutId, amountMinor, currency }: BegunPayment,
  { authorized }: { readonly authorized: Money },
): void {
  if (!sameMoney(authorized, money(amountMinor, currency))) {
    throw new Error(`the provider holds another amount for ${checkoutId} than was asked for`);
  }
}
