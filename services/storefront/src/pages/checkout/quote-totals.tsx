import type { Cart } from '../../api/cart.ts';
import type { Quote } from '../../api/checkouts.ts';
import { discountRows } from '../../components/discount-rows.ts';
import { TotalsTable } from '../../components/totals-table.tsx';
import styles from './quote-totals.module.css';

interface QuoteTotalsProps {
  cart: Cart;
  /** Undefined until country and delivery are known. */
  quote: Quote | undefined;
}

/** What the order comes to; before that can be known, what the goods do. */
export function QuoteTotals({ cart, quote }: QuoteTotalsProps) {
  if (quote === undefined) {
    return (
      <div className={styles.totals}>
        <TotalsTable rows={[]} sumLabel="Without delivery" sum={cart.subtotal} sumTestId="checkout-subtotal" />
      </div>
    );
  }
  const { subtotal, discounts, shipping, tax, total } = quote;
  return (
    <div className={styles.totals}>
      <TotalsTable
        rows={[
          { label: 'Subtotal', amount: subtotal },
          ...discountRows(discounts),
          { label: 'Delivery', amount: shipping },
          { label: 'Of which tax', amount: tax, included: true },
        ]}
        sumLabel="Total"
        sum={total}
        sumTestId="checkout-total"
      />
    </div>
  );
}
