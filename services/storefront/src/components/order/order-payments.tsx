import type { OrderPayment } from '../../api/orders.ts';
import { formatMoney } from '../../format-money.ts';
import styles from './order-payments.module.css';

/** How far each payment of an order has come. */
export function OrderPayments({ payments }: { payments: readonly OrderPayment[] }) {
  if (payments.length === 0) return null;
  return (
    <ul className={styles.payments} aria-label="Payments">
      {payments.map((payment) => (
        <li key={payment.id}>{paymentText(payment)}</li>
      ))}
    </ul>
  );
}

function paymentText({ authorized, captured, refunded }: OrderPayment): string {
  if (refunded.amountMinor > 0) return `${formatMoney(captured)} paid, ${formatMoney(refunded)} refunded`;
  if (captured.amountMinor > 0) return `${formatMoney(captured)} paid`;
  return `${formatMoney(authorized)} reserved, not charged`;
}
