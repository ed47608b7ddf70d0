import type { OrderTotals as Totals } from '../../api/orders.ts';
import { TotalsTable } from '../totals-table.tsx';

/** What an order came to. */
export function OrderTotals({ totals }: { totals: Totals }) {
  const { subtotal, discount, shipping, tax, total } = totals;
  return (
    <TotalsTable
      rows={[
        { label: 'Subtotal', amount: subtotal },
        ...(discount.amountMinor === 0 ? [] : [{ label: 'Discount', amount: discount, deducted: true }]),
        { label: 'Delivery', amount: shipping },
        { label: 'Of which tax', amount: tax, included: true },
      ]}
      sumLabel="Total"
      sum={total}
      sumTestId="order-total"
    />
  );
}
