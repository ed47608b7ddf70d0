import type { Payment } from '@evermart/contracts/http/payment';
import { type Money, money, sameMoney } from '@evermart/contracts/money';
import type { SettledBy } from '@evermart/contracts/topology';
import { isServiceError, ServiceError } from '@evermart/kit/problem';
import { type Providers, providerNamed } from '../providers/payment-provider.ts';
import type { FindOut } from './find-out.ts';
import { type BegunPayment, givenUp, isBegun, noPayment, paymentOf, referenceOf } from './payment-record.ts';
import type { PaymentRepository } from './payment-repository.ts';
import type { SettlePayment } from './settle-payment.ts';

export interface CapturePaymentDeps {
  readonly payments: PaymentRepository;
  readonly providers: Providers;
  readonly settle: SettlePayment;
  readonly findOut: FindOut;
}

/** Takes the whole authorized amount, once, however often and by whomever it is asked. */
export function createCapturePayment({ payments, providers, settle, findOut }: CapturePaymentDeps) {
  return { request, finish };

  /**
   * @throws ServiceError `not-found` without a payment here or at a provider; `invalid-state` when it can't be captured
   *   any more or another amount is authorized; `dependency-unavailable` while the outcome is unknown
   */
  async function request(checkoutId: string, amount: Money): Promise<Payment> {
    const requested = await payments.requestCapture(checkoutId, amount);
    const payment =
      requested !== undefined && isBegun(requested) ? requested : await broughtUpToDate(checkoutId, amount);
    const captured = payment.status === 'authorized' ? await finish(payment, 'response') : payment;
    if (captured.status === 'captured' || captured.status === 'refunded') return paymentOf(captured);
    throw captured.status === 'voided' ? givenUp() : notCapturable(captured);
  }

  /** @throws ServiceError `invalid-state` when the provider refuses: the capture is given up then, and a void may follow */
  async function finish(payment: BegunPayment, settledBy: SettledBy): Promise<BegunPayment> {
    const { checkoutId, amountMinor, currency } = payment;
    const provider = providerNamed(providers, payment.provider);
    const amount = money(amountMinor, currency);
    const news = await provider.capture({ ...referenceOf(payment), amount }).catch(async (error: unknown) => {
      if (isServiceError(error, 'invalid-state')) await payments.giveUpCapture(checkoutId);
      throw error;
    });
    return settle(payment, news, settledBy);
  }

  /** After a failover the row may be missing or behind: the provider knows better. */
  async function broughtUpToDate(checkoutId: string, amount: Money): Promise<BegunPayment> {
    const known = (await payments.find(checkoutId)) ?? (await findOut.strayPayment(checkoutId, 'response'));
    if (known === undefined) throw noPayment();
    if (!isBegun(known) || known.voidRequested) throw givenUp();
    assertAuthorizedAmount(known, amount);
    const payment = known.status === 'authorizing' ? await findOut.outcomeOf(known, 'response') : known;
    if (payment.status !== 'authorized') return payment;

    const requested = (await payments.requestCapture(checkoutId, amount)) ?? (await payments.find(checkoutId));
    if (requested === undefined || !isBegun(requested) || requested.voidRequested) throw givenUp();
    return requested;
  }
}
export type CapturePayment = ReturnType<typeof createCapturePayment>;

function assertAuthorizedAmount({ amountMinor, currency }: BegunPayment, amount: Money): void {
  if (!sameMoney(amount, money(amountMinor, currency))) {
    throw new ServiceError(
      'invalid-state',
      `Only the authorized amount can be captured: ${amountMinor} ${currency} in minor units.`,
    );
  }
}

function notCapturable({ status }: BegunPayment): ServiceError {
  return new ServiceError('invalid-state', `The payment is ${status} and can not be captured.`);
}
