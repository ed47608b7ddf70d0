import { useMutation } from '@tanstack/react-query';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { CheckoutAttempt } from './checkout-attempts.ts';
import type { usePlaceOrder } from './use-place-order.ts';

interface UnfinishedOrderProps {
  attempt: CheckoutAttempt;
  ordering: ReturnType<typeof usePlaceOrder>;
}

/** For an order that was sent and never answered. It is only ever sent again as it was: then it can't be bought twice. */
export function UnfinishedOrder({ attempt, ordering }: UnfinishedOrderProps) {
  const ask = useMutation({ mutationFn: () => ordering.place(attempt.order), onSuccess: ordering.follow });
  return (
    <Page title="Checkout" width="reading">
      <Notice
        tone="warn"
        title="We don't know yet what became of your order"
        actions={
          <>
            {attempt.checkoutId === undefined ? (
              <Button disabled={ask.isPending} onClick={() => ask.mutate()}>
                {ask.isPending ? 'Asking…' : 'Find out and finish it'}
              </Button>
            ) : (
              <ButtonLink to={`/checkout/${attempt.checkoutId}`}>See how it stands</ButtonLink>
            )}
            <Button look="secondary" disabled={ask.isPending} onClick={ordering.giveUp}>
              Start again
            </Button>
          </>
        }
      >
        You pressed the button for {attempt.order.email}, but the answer did not reach you. If the order went through,
        you get that one; if not, it is placed now. It is charged once in any case.
      </Notice>
      {ordering.failure !== undefined && !ask.isPending && <ProblemNotice error={ordering.failure} />}
    </Page>
  );
}
