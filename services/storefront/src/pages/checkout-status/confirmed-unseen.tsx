import { ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';

/** The good end for a browser that bought as a customer who is signed out by now: the order is shown to the customer only. */
export function ConfirmedUnseen() {
  return (
    <Page title="Thank you for your order" width="reading">
      <Notice
        tone="good"
        title="Your order is confirmed"
        actions={<ButtonLink to={`/sign-in?next=${encodeURIComponent('/orders')}`}>Sign in</ButtonLink>}
      >
        You are signed out. Sign in to see your order.
      </Notice>
    </Page>
  );
}
