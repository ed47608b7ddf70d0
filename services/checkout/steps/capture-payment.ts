import { Payment } from '@evermart/contracts/http/payment';
import { isServiceError } from '@evermart/kit/problem';
import { orderPaymentOf } from './order-payment.ts';
import { recordedTotals } from './recorded.ts';
import { RefusedError, type Step } from './step.ts';

const timeoutMs = 6_000;

/** Takes the money. From here on the purchase only goes forward: what follows can't be refused. */
export const capturePayment: Step = {
  name: 'capture-payment',

  async run(entry, { services }) {
    try {
      const payment = await services.payment.call(
        {
          method: 'POST',
          path: `/payments/${entry.checkoutId}/capture`,
          body: { amount: recordedTotals(entry).total },
          timeoutMs,
          idempotent: true,
        },
        Payment,
      );
      return { payment: orderPaymentOf(payment) };
    } catch (error) {
      if (!isServiceError(error, 'invalid-state', 'payment-declined', 'not-found', 'validation-failed')) throw error;
      throw new RefusedError('payment-declined', 'The authorized payment is no longer valid.', { cause: error });
    }
  },
};
