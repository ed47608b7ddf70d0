import type { OrderPayment } from '@evermart/contracts/http/order';
import { Payment, type PaymentRefund, RefundResult } from '@evermart/contracts/http/payment';
import type { ServiceClient } from '@evermart/kit/http-client';
import { isServiceError, unavailable } from '@evermart/kit/problem';

/** The calls to payment. All are idempotent there, so a lost answer is simply asked for again. */
export function createPayments(payment: ServiceClient) {
  const pathOf = (checkoutId: string) => `/payments/${encodeURIComponent(checkoutId)}`;
  // The provider stands behind these: they may take longer than other calls.
  const timeoutMs = 6_000;

  return {
    /** @throws ServiceError `dependency-unavailable` also while payment does not know it: an order's payment exists, its row may lag after a failover */
    async find(checkoutId: string): Promise<OrderPayment> {
      try {
        return orderPaymentOf(await payment.call({ method: 'GET', path: pathOf(checkoutId) }, Payment));
      } catch (error) {
        throw isServiceError(error, 'not-found') ? unavailable('The payment', error) : error;
      }
    },

    /** @throws ServiceError `invalid-state` once it is captured */
    void: (checkoutId: string): Promise<void> =>
      payment.command({ method: 'POST', path: `${pathOf(checkoutId)}/void`, idempotent: true, timeoutMs }),

    /** @throws ServiceError `invalid-state` above what is left, or when the provider refuses */
    async refund(checkoutId: string, refund: PaymentRefund): Promise<OrderPayment> {
      const path = `${pathOf(checkoutId)}/refunds`;
      const result = await payment.call(
        { method: 'POST', path, body: refund, idempotent: true, timeoutMs },
        RefundResult,
      );
      return orderPaymentOf(result.payment);
    },
  };
}
export type Payments = ReturnType<typeof createPayments>;

function orderPaymentOf({ id, provider, status, authorized, captured, refunded }: Payment): OrderPayment {
  return { id, provider, status, authorized, captured, refunded };
}
