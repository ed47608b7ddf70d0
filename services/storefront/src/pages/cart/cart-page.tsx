import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button.tsx';
import { Columns } from '../../components/columns.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { cartQuery } from '../../queries/cart.ts';
import { CartLines } from './cart-lines.tsx';
import { CartSummary } from './cart-summary.tsx';

/** What is in the cart, and what it comes to. */
export function CartPage() {
  const { data: cart, error, refetch } = useQuery(cartQuery);
  if (cart === undefined) {
    return (
      <Page title="Your cart">
        {error === null ? <Skeleton shape="block" /> : <ProblemNotice error={error} onRetry={refetch} />}
      </Page>
    );
  }
  if (cart.lines.length === 0) {
    return (
      <Page title="Your cart" lead="Your cart is empty.">
        <p>
          <ButtonLink to="/c">See all products</ButtonLink>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Your cart">
      <Columns aside={<CartSummary cart={cart} />}>
        <CartLines lines={cart.lines} />
      </Columns>
    </Page>
  );
}
