import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { cartQuery } from '../../queries/cart.ts';
import { addressesQuery } from '../../queries/me.ts';
import { sessionQuery } from '../../queries/session.ts';
import { CheckoutFailure } from './checkout-failure.tsx';
import { CheckoutForm } from './checkout-form.tsx';
import { UnfinishedOrder } from './unfinished-order.tsx';
import { usePlaceOrder } from './use-place-order.ts';

/** Where to, how, and paid with what. Guests are welcome. */
export function CheckoutPage() {
  const cart = useQuery(cartQuery);
  const session = useQuery(sessionQuery);
  const signedIn = session.data?.signedIn === true;
  const addresses = useQuery({ ...addressesQuery, enabled: signedIn });
  const ordering = usePlaceOrder();

  if (ordering.unresolved !== undefined) return <UnfinishedOrder attempt={ordering.unresolved} ordering={ordering} />;
  const waiting = session.isPending || (signedIn && addresses.isPending);
  if (cart.data === undefined || waiting) {
    return (
      <Page title="Checkout">
        {cart.isError ? <ProblemNotice error={cart.error} onRetry={cart.refetch} /> : <Skeleton shape="block" />}
      </Page>
    );
  }
  if (cart.data.lines.length === 0) {
    return (
      <Page title="Checkout" lead="Your cart is empty, so there is nothing to pay for.">
        {ordering.failure !== undefined && <CheckoutFailure error={ordering.failure} />}
        <p>
          <ButtonLink to="/c">See all products</ButtonLink>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Checkout">
      <CheckoutForm
        cart={cart.data}
        email={session.data?.customer?.email}
        addresses={addresses.data?.items ?? []}
        ordering={ordering}
      />
    </Page>
  );
}
