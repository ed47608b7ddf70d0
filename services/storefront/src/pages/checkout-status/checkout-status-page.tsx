import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { isProblem } from '../../api/problem.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { checkoutQuery } from '../../queries/checkout.ts';
import { createCheckoutAttempts } from '../checkout/checkout-attempts.ts';
import { NotFoundPage } from '../errors/not-found-page.tsx';
import { ConfirmedOrder } from './confirmed-order.tsx';
import { ConfirmedUnseen } from './confirmed-unseen.tsx';
import { FailedCheckout } from './failed-checkout.tsx';
import { ProcessingCheckout } from './processing-checkout.tsx';

/** What became of a purchase; looks again by itself until that is known. */
export function CheckoutStatusPage() {
  const { checkoutId = '' } = useParams();
  const { data: checkout, error, refetch } = useQuery(checkoutQuery(checkoutId));
  const unknown = isProblem(error, 'not-found');
  const decided = unknown || checkout?.status === 'confirmed' || checkout?.status === 'failed';

  useEffect(() => {
    const attempts = createCheckoutAttempts(sessionStorage);
    if (decided && attempts.pending()?.checkoutId === checkoutId) attempts.settle();
  }, [decided, checkoutId]);

  if (checkout?.status === 'confirmed' && checkout.order !== undefined)
    return <ConfirmedOrder placed={checkout.order} />;
  if (checkout?.status === 'confirmed') return <ConfirmedUnseen />;
  if (checkout?.status === 'failed') return <FailedCheckout failure={checkout.failure} />;
  if (checkout !== undefined) return <ProcessingCheckout interrupted={error} />;
  if (unknown) {
    return (
      <NotFoundPage title="Order not found" lead="It belongs to another visitor, or there is a mistake in the link." />
    );
  }
  return (
    <Page title="Your order" width="reading">
      {error === null ? <Skeleton shape="block" /> : <ProblemNotice error={error} onRetry={refetch} />}
    </Page>
  );
}
