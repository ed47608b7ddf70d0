import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import styles from './processing-checkout.module.css';

/** For a purchase that the shop has taken on and not finished. `interrupted` is why the last look failed, if it did. */
export function ProcessingCheckout({ interrupted }: { interrupted: Error | null }) {
  return (
    <Page title="We are working on your order" width="reading">
      <Notice tone="info" title="Your order is being processed">
        <p>Your payment is taking longer than usual. This page updates by itself; please don't order again.</p>
        {interrupted !== null && <p>The connection is interrupted. We keep trying.</p>}
      </Notice>
      <div className={styles.track} aria-hidden="true">
        <div className={styles.parcel} />
      </div>
      <p className={styles.small}>
        You can leave this page. Your order is finished without you, and you are charged only once.
      </p>
    </Page>
  );
}
