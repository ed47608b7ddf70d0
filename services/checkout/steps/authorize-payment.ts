import { Payment } from '@evermart/contracts/http/payment';
import { isServiceError } from '@evermart/kit/problem';
import { orderPaymentOf } from './order-payment.ts';
import { recordedTotals } from './recorded.ts';
import { RefusedError, type Step } from './step.ts';

/** The provider may take its time: this call alone may last longer than the others. */
const timeoutMs = 6_000;

/** Authorizes the total under the checkout's id. Nothing is locked meanwhile: the stock is reserved, not held. */
export const authorizePayment: Step = {
  name: 'authorize-payment',

  async run(entry, { services }) {
    const { provider, token } = entry.request.payment;
    try {
      const payment = await services.payment.call(
        {
          method: 'PUT',
          path: `/payments/${entry.checkoutId}/authorization`,
          body: { provider, token, amount: recordedTotals(entry).total },
          timeoutMs,
          // The next try is made by whoever drives the saga, when the answer of this one is known to be lost.
          idempotent: false,
        },
        Payment,
      );
      return { payment: orderPaymentOf(payment) };
    } catch (error) {
      if (!isServiceError(error, 'payment-declined', 'invalid-state', 'validation-failed')) throw error;
      throw new RefusedError('payment-declined', error.message, { cause: error });
    }
  },

  async compensate(entry, { services }) {
    await services.payment.command({
      method: 'POST',
      path: `/payments/${entry.checkoutId}/void`,
      timeoutMs,
      idempotent: true,
    });
  },
};
