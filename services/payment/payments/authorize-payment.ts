import type { Payment, PaymentAuthorization } from '@evermart/contracts/http/payment';
import { ServiceError } from '@evermart/kit/problem';
import { type Providers, providerNamed } from '../providers/payment-provider.ts';
import type { FindOut } from './find-out.ts';
import { type BegunPayment, givenUp, isBegun, noPayment, paymentOf } from './payment-record.ts';
import type { PaymentRepository } from './payment-repository.ts';
import type { SettlePayment } from './settle-payment.ts';
import type { VoidPayment } from './void-payment.ts';

export interface AuthorizePaymentDeps {
  readonly payments: PaymentRepository;
  readonly providers: Providers;
  readonly settle: SettlePayment;
  readonly findOut: FindOut;
  readonly voidPayment: VoidPayment;
}

/**
 * Asks for the money of a checkout, at most once in effect. The row comes first, so that whoever finds it later (a
 * repeat, the webhook, reconciliation) can end what this call could not; no transaction is open while the provider thinks.
 *
 * @throws ServiceError `payment-declined`, for good; `invalid-state` when it was voided, or begun otherwise;
 *   `dependency-unavailable` while the outcome is unknown
 */
export function createAuthorizePayment(deps: AuthorizePaymentDeps) {
  const { payments, providers, settle, findOut, voidPayment } = deps;

  return async function authorize(checkoutId: string, request: PaymentAuthorization): Promise<Payment> {
    const provider = providerNamed(providers, request.provider);
    const begun = await payments.begin(checkoutId, request);
    const payment =
      begun !== undefined && isBegun(begun)
        ? await settle(begun, await provider.authorize({ checkoutId, ...request }), 'response')
        : await repeated(checkoutId, request);

    if (payment.voidRequested && payment.status === 'authorized') await voidPayment.finish(payment, 'response');
    if (payment.voidRequested || payment.status === 'voided') throw givenUp();
    if (payment.status === 'declined') throw declined(payment);
    return paymentOf(payment);
  };

  async function repeated(checkoutId: string, request: PaymentAuthorization): Promise<BegunPayment> {
    const payment = await payments.find(checkoutId);
    if (payment === undefined) throw noPayment();
    if (!isBegun(payment)) throw givenUp();
    assertSameRequest(payment, request);
    const isUnknown = payment.status === 'authorizing' && !payment.voidRequested;
    return isUnknown ? findOut.outcomeOf(payment, 'response') : payment;
  }
}
export type AuthorizePayment = ReturnType<typeof createAuthorizePayment>;

function declined({ declineReason }: BegunPayment): ServiceError {
  return new ServiceError('payment-declined', declineReason ?? 'The payment was declined. Use another card.');
}

/** The provider's key is the checkout id: it stands for one amount at one provider. */
function assertSameRequest(payment: BegunPayment, { provider, amount }: PaymentAuthorization): void {
  const isSame =
    payment.provider === provider && payment.amountMinor === amount.amountMinor && payment.currency === amount.currency;
  if (!isSame) {
    throw new ServiceError('invalid-state', "This checkout's payment was begun with another amount or provider.");
  }
}
