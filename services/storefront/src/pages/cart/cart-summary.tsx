import type { Cart } from '../../api/cart.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { discountRows } from '../../components/discount-rows.ts';
import { Panel } from '../../components/panel.tsx';
import { TotalsTable } from '../../components/totals-table.tsx';
import { sumMoney } from '../../format-money.ts';
import styles from './cart-summary.module.css';
import { DeliveryEstimate } from './delivery-estimate.tsx';

/** What the goods come to, what delivery would add, and the way to the checkout. */
export function CartSummary({ cart }: { cart: Cart }) {
  const { currency } = cart.subtotal;
  const deducted = sumMoney(
    cart.discounts.map(({ amount }) => amount),
    currency,
  );
  const total = { amountMinor: cart.subtotal.amountMinor - deducted.amountMinor, currency };
  const blocked = cart.lines.some(({ available }) => !available);
  return (
    <Panel>
      <h2>Summary</h2>
      <TotalsTable
        rows={[{ label: 'Subtotal', amount: cart.subtotal }, ...discountRows(cart.discounts)]}
        sumLabel="Total, without delivery"
        sum={total}
        sumTestId="cart-total"
      />
      <DeliveryEstimate />
      {blocked ? (
        <>
          <Button wide disabled>
            Check out
          </Button>
          <p className={styles.blocked}>
            One item is not available in this quantity. Please reduce the quantity or remove it.
          </p>
        </>
      ) : (
        <ButtonLink wide to="/checkout">
          Check out
        </ButtonLink>
      )}
    </Panel>
  );
}
