import { useEffect } from 'react';
import { Navigate } from 'react-router';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { explainProblem, inAbout } from '../../explain-problem.ts';
import { type CheckoutAttempt, isFresh } from './checkout-attempts.ts';
import { useAskingAgain } from './use-asking-again.ts';
import type { usePlaceOrder } from './use-place-order.ts';

interface UnfinishedOrderProps {
  attempt: CheckoutAttempt;
  ordering: ReturnType<typeof usePlaceOrder>;
}

/**
 * For an order whose outcome is not known. There is no way round it: the form comes back once the shop has said that
 * nothing was bought, so that no paid order is lost from sight.
 */
export function UnfinishedOrder({ attempt, ordering }: UnfinishedOrderProps) {
  if (attempt.checkoutId !== undefined) {
    return <Navigate to={`/checkout/${encodeURIComponent(attempt.checkoutId)}`} replace />;
  }
  return <Unanswered attempt={attempt} ordering={ordering} />;
}

/** It was sent and never answered. It is only ever sent again as it was: then it can't be bought twice. */
function Unanswered({ attempt, ordering }: UnfinishedOrderProps) {
  const { failure } = ordering;
  const automatic = isFresh(attempt);
  const { phase, askNow } = useAskingAgain({
    ask: () => ordering.place(attempt.order),
    onAnswer: ordering.follow,
    failure,
    automatic,
  });
  const asking = phase.is === 'asking';

  // This takes the form's place under the same address, where nothing else brings its beginning into sight.
  useEffect(() => {
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, []);

  return (
    <Page title="Checkout" width="reading">
      <Notice
        tone="warn"
        title={automatic ? 'We are checking what happened to your order' : 'You have an unfinished order'}
        actions={
          <>
            <Button disabled={asking} onClick={askNow}>
              {asking ? 'Checking…' : 'Check now'}
            </Button>
            {phase.is === 'resting' && (
              <ButtonLink look="secondary" to="/cart">
                Change your cart
              </ButtonLink>
            )}
          </>
        }
      >
        <p>
          You placed an order for {attempt.order.email}, but the answer did not reach you. If the order went through, we
          show it to you; if not, it is placed as soon as the shop answers
          {automatic ? '' : ', unless your cart has changed'}. You are charged only once.
        </p>
        {failure !== undefined && <p>{explainProblem(failure).title}.</p>}
        {phase.is === 'pausing' && <p>We check again {inAbout(Math.ceil(phase.ms / 1_000))}.</p>}
      </Notice>
    </Page>
  );
}
