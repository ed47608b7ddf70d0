import type { OrderPayment } from '@evermart/contracts/http/order';
import type { Payment } from '@evermart/contracts/http/payment';

/** What an order shows of a payment. */
export function orderPaymentOf({ id, provider, status, authorized, captured, refunded }: Payment): OrderPayment {
  return { id, provider, status, authorized, captured, refunded };
}
