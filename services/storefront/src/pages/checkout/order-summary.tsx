import type { UseQueryResult } from '@tanstack/react-query';
import type { Cart } from '../../api/cart.ts';
import type { Quote } from '../../api/checkouts.ts';
import type { Money } from '../../api/money.ts';
import { Button } from '../../components/button.tsx';
import { LineList } from '../../components/line-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { CheckoutFailure } from './checkout-failure.tsx';
import styles from './order-summary.module.css';
import { QuoteTotals } from './quote-totals.tsx';

interface OrderSummaryProps {
  cart: Cart;
  quote: UseQueryResult<Quote>;
  /** False while the total is still being worked out. */
  ready: boolean;
  pending: boolean;
  failure: Error | undefined;
  /** The total of the order that was tried last. */
  triedTotal: Money | undefined;
  unplaced: readonly string[];
}

/** What is bought and what it comes to, with the button that buys it. */
export function OrderSummary({ cart, quote, ready, pending, failure, triedTotal, unplaced }: OrderSummaryProps) {
  return (
    <Panel>
      <h2>Your order</h2>
      <LineList lines={cart.lines} />
      {quote.isError ? <CheckoutFailure error={quote.error} /> : <QuoteTotals cart={cart} quote={quote.data} />}
      {failure !== undefined && (
        <CheckoutFailure error={failure} extra={unplaced} totals={{ before: triedTotal, now: quote.data?.total }} />
      )}
      <Button type="submit" wide disabled={pending || !ready}>
        {pending ? 'Placing your order…' : 'Place order'}
      </Button>
      <p className={styles.small}>You are charged only once, even if you press twice or reload the page.</p>
    </Panel>
  );
}
