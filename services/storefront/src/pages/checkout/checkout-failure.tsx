import { Link } from 'react-router';
import { ApiProblem } from '../../api/problem.ts';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { isPurchaseFailure } from './purchase-failures.ts';

interface CheckoutFailureProps {
  error: Error;
  /** Messages that belong to no field in sight. */
  extra?: readonly string[];
}

/** Why an order was not taken, beside the form that is still filled in. */
export function CheckoutFailure({ error, extra = [] }: CheckoutFailureProps) {
  if (!(error instanceof ApiProblem)) return <ProblemNotice error={error} />;
  if (error.code === 'cart-empty') {
    return (
      <Notice
        tone="warn"
        title="Your cart is empty by now"
        actions={
          <>
            <Link to="/orders">Your orders</Link>
            <Link to="/order-lookup">Find a guest order</Link>
          </>
        }
      >
        Perhaps you have bought it in another tab. Nothing was charged for this attempt.
      </Notice>
    );
  }
  return isPurchaseFailure(error.code) ? (
    <FailureNotice code={error.code} detail={error.detail} here />
  ) : (
    <ProblemNotice error={error} extra={extra} />
  );
}
