import { Link } from 'react-router';
import type { Money } from '../../api/money.ts';
import { ApiProblem } from '../../api/problem.ts';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { isPurchaseFailure, totalChangeText } from './purchase-failures.ts';

interface CheckoutFailureProps {
  error: Error;
  /** Messages that belong to no field in sight. */
  extra?: readonly string[];
  /** The total that was on the page when the order was placed, and the present one. */
  totals?: { before: Money | undefined; now: Money | undefined };
}

/** Why an order was not taken, beside the form that is still filled in. */
export function CheckoutFailure({ error, extra = [], totals }: CheckoutFailureProps) {
  if (!(error instanceof ApiProblem)) return <ProblemNotice error={error} />;
  if (error.code === 'cart-empty') {
    return (
      <Notice
        tone="warn"
        title="Your cart is empty"
        actions={
          <>
            <Link to="/orders">Your orders</Link>
            <Link to="/order-lookup">Find a guest order</Link>
          </>
        }
      >
        Perhaps you ordered in another tab. Nothing was charged for this attempt.
      </Notice>
    );
  }
  return isPurchaseFailure(error.code) ? (
    <FailureNotice
      code={error.code}
      detail={error.detail}
      news={error.code === 'total-changed' ? totalChangeText(totals?.before, totals?.now) : undefined}
      here
    />
  ) : (
    <ProblemNotice error={error} extra={extra} />
  );
}
