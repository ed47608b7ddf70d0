import type { PaymentRefund, RefundResult } from '@evermart/contracts/http/payment';
import { money, moneyText } from '@evermart/contracts/money';
import type { SettledBy } from '@evermart/contracts/topology';
import type { EventFactory } from '@evermart/kit/events';
import { ServiceError, unavailable } from '@evermart/kit/problem';
import type { FindOut } from '../payments/find-out.ts';
import { type BegunPayment, isBegun, noPayment, paymentOf, referenceOf } from '../payments/payment-record.ts';
import type { PaymentRepository } from '../payments/payment-repository.ts';
import { type ProviderRefund, type Providers, providerNamed } from '../providers/payment-provider.ts';
import type { RefundRecord, RefundRepository } from './refund-repository.ts';

export interface RefundPaymentDeps {
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly providers: Providers;
  readonly findOut: FindOut;
  readonly event: EventFactory;
}

/**
 * Gives money back: the amount is reserved, then the provider is asked, then the outcome is recorded. So refunds that
 * run at once can't sum up to more than was captured, and one whose answer was lost keeps its amount until it is known.
 */
export function createRefundPayment({ payments, refunds, providers, findOut, event }: RefundPaymentDeps) {
  return { request, finish, finishAllOf };

  /**
   * Idempotent by `refundId`.
   *
   * @throws ServiceError `invalid-state` above what is left, or when the provider refuses; `idempotency-key-reused` for a
   *   known id with another amount; `dependency-unavailable` while the outcome is unknown or the provider has not ended it
   */
  async function request(checkoutId: string, refund: PaymentRefund): Promise<RefundResult> {
    const record = (await refunds.reserve(checkoutId, refund)) ?? (await notReserved(checkoutId, refund));
    assertSameRefund(record, refund);
    const settled = record.status === 'pending' ? await finish(record, 'response') : record;
    if (settled.status === 'refused') throw refused(settled);
    if (settled.status === 'pending') throw pending(settled);
    return {
      refundId: settled.refundId,
      amount: money(settled.amountMinor, settled.currency),
      payment: paymentOf(await paymentFor(checkoutId)),
    };
  }

  /** Asks the provider, for the first time or again under the same key, and records what it says. */
  async function finish(refund: RefundRecord, settledBy: SettledBy): Promise<RefundRecord> {
    const { checkoutId, refundId, providerRefundId } = refund;
    const payment = await paymentFor(checkoutId);
    const amount = money(refund.amountMinor, refund.currency);
    const provider = providerNamed(providers, payment.provider);
    const news = await provider.refund({ ...referenceOf(payment), refundId, amount, providerRefundId });
    const recorded = await record(news);
    return recorded ?? (await refunds.find(checkoutId, refundId)) ?? refund;

    async function record(outcome: ProviderRefund): Promise<RefundRecord | undefined> {
      switch (outcome.status) {
        case 'refused':
          return refunds.refuse(refund, outcome.reason);
        case 'pending':
          return refunds.keepPending(refund, outcome.providerRefundId);
        case 'succeeded':
          return refunds.succeed(refund, outcome.providerRefundId, refundedEvent(payment, refund, settledBy));
      }
    }
  }

  /** For the webhook, which does not name our refund: asking about each one that is pending is always safe. */
  async function finishAllOf(checkoutId: string, settledBy: SettledBy): Promise<void> {
    for (const refund of await refunds.pendingOf(checkoutId)) await finish(refund, settledBy);
  }

  /** Nothing was reserved: the refund is there already, or its payment has not replicated, or it is not possible. */
  async function notReserved(checkoutId: string, refund: PaymentRefund): Promise<RefundRecord> {
    const known = await refunds.find(checkoutId, refund.refundId);
    if (known !== undefined) return known;
    const hadRow = (await payments.find(checkoutId)) !== undefined;
    const payment = await paymentFor(checkoutId);
    const reserved = hadRow ? undefined : await refunds.reserve(checkoutId, refund);
    if (reserved === undefined) throw notRefundable(payment, refund.amount.currency);
    return reserved;
  }

  async function paymentFor(checkoutId: string): Promise<BegunPayment> {
    const payment = (await payments.find(checkoutId)) ?? (await findOut.strayPayment(checkoutId, 'response'));
    if (payment === undefined || !isBegun(payment)) throw noPayment();
    return payment;
  }

  function refundedEvent({ paymentId, provider }: BegunPayment, refund: RefundRecord, settledBy: SettledBy) {
    const { checkoutId, refundId, amountMinor, currency } = refund;
    return event({
      type: 'payment.refunded',
      subject: checkoutId,
      id: `${paymentId}:refunded:${refundId}`,
      data: { paymentId, checkoutId, provider, amount: money(amountMinor, currency), settledBy, refundId },
    });
  }
}
export type RefundPayment = ReturnType<typeof createRefundPayment>;

function notRefundable(payment: BegunPayment, currency: string): ServiceError {
  const { status, capturedMinor, refundReservedMinor } = payment;
  if (status !== 'captured' && status !== 'refunded') {
    return new ServiceError('invalid-state', `The payment is ${status}: only a captured one can be refunded.`);
  }
  if (currency !== payment.currency) {
    return new ServiceError(
      'invalid-state',
      `The payment was made in ${payment.currency}: refund it in that currency.`,
    );
  }
  const leftMinor = capturedMinor - refundReservedMinor;
  return new ServiceError(
    'invalid-state',
    `At most ${moneyText(money(leftMinor, payment.currency))} of the payment can still be refunded.`,
  );
}

function assertSameRefund(record: RefundRecord, { amount }: PaymentRefund): void {
  if (record.amountMinor !== amount.amountMinor || record.currency !== amount.currency) {
    throw new ServiceError('idempotency-key-reused', 'This refund was asked for with another amount before.');
  }
}

function refused({ refusal }: RefundRecord): ServiceError {
  return new ServiceError('invalid-state', `The payment provider refused the refund: ${refusal ?? 'no reason given'}.`);
}

function pending({ providerRefundId }: RefundRecord): ServiceError {
  return unavailable('The payment provider', new Error(`the refund ${providerRefundId} is pending there`));
}
