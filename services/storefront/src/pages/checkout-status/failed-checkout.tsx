import type { Checkout } from '../../api/checkouts.ts';
import { ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { FailureNotice } from '../checkout/failure-notice.tsx';
import { isPurchaseFailure } from '../checkout/purchase-failures.ts';

/** The other end: no order, nothing charged, and the way to try again. */
export function FailedCheckout({ failure }: { failure: Checkout['failure'] }) {
  return (
    <Page title="The order was not placed" width="reading">
      {failure !== undefined && isPurchaseFailure(failure.code) ? (
        <FailureNotice code={failure.code} detail={failure.detail} />
      ) : (
        <Notice
          tone="danger"
          title="Your order could not be finished"
          actions={<ButtonLink to="/cart">To your cart</ButtonLink>}
        >
          {failure?.detail !== undefined && <p>{failure.detail}</p>}
          <p>Nothing was charged, and your cart is as it was.</p>
        </Notice>
      )}
    </Page>
  );
}
