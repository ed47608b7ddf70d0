import { money } from '@evermart/contracts/money';
import type { SettledBy } from '@evermart/contracts/topology';
import { ServiceError } from '@evermart/kit/problem';
import { type Providers, providerNamed } from '../providers/payment-provider.ts';
import type { FindOut } from './find-out.ts';
import { type BegunPayment, isBegun, referenceOf } from './payment-record.ts';
import type { PaymentRepository } from './payment-repository.ts';
import type { SettlePayment } from './settle-payment.ts';

export interface VoidPaymentDeps {
  readonly payments: PaymentRepository;
  readonly providers: Providers;
  readonly settle: SettlePayment;
  readonly findOut: FindOut;
}

/**
 * Gives a checkout's payment up: nothing stays authorized, and nothing will be. The wish is recorded first, so that an
 * authorization that is under way, wherever that is, ends voided too.
 */
export function createVoidPayment({ payments, providers, settle, findOut }: VoidPaymentDeps) {
  return { request, finish, finishMark };

  /**
   * Idempotent; returns when the provider holds nothing any more.
   *
   * @throws ServiceError `invalid-state` when it is captured; `dependency-unavailable` while the provider does not
   *   answer: the wish stays recorded and reconciliation goes on
   */
  async function request(checkoutId: string): Promise<void> {
    const record = (await payments.requestVoid(checkoutId)) ?? (await payments.find(checkoutId));
    if (record === undefined) return;
    if (isBegun(record)) await finish(record, 'response');
    else if (record.voidRequested) await finishMark(checkoutId, 'response');
  }

  async function finish(payment: BegunPayment, settledBy: SettledBy): Promise<void> {
    const known = payment.status === 'authorizing' ? await findOut.outcomeOf(payment, settledBy) : payment;
    const { status } = known.status === 'authorized' ? await voidAtProvider(known, settledBy) : known;
    if (status === 'captured' || status === 'refunded') {
      throw new ServiceError('invalid-state', 'The payment is captured and can not be voided. Refund it instead.');
    }
  }

  async function voidAtProvider(payment: BegunPayment, settledBy: SettledBy): Promise<BegunPayment> {
    const provider = providerNamed(providers, payment.provider);
    const amount = money(payment.amountMinor, payment.currency);
    return settle(payment, await provider.void({ ...referenceOf(payment), amount }), settledBy);
  }

  /** A checkout without a payment here may have one that another region made. */
  async function finishMark(checkoutId: string, settledBy: SettledBy): Promise<void> {
    const stray = await findOut.strayPayment(checkoutId, settledBy);
    if (stray === undefined) await payments.confirmMark(checkoutId);
    else await finish(stray, settledBy);
  }
}
export type VoidPayment = ReturnType<typeof createVoidPayment>;
