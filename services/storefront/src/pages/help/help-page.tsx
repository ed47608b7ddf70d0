import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { Page } from '../../components/page.tsx';
import styles from './help-page.module.css';

/** How buying here works, from the price to the cookie. */
export function HelpPage() {
  const { hash, key } = useLocation();

  // The browser looked for the topic before this page was there; `key`, for the same link clicked again.
  useEffect(() => {
    if (key !== '' && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash, key]);

  return (
    <Page title="Help and small print" width="reading">
      <section className={styles.topic} id="prices" aria-labelledby="prices-title">
        <h2 id="prices-title">Prices and payment</h2>
        <p>
          Prices include tax. The checkout shows delivery and the total before you pay; if the total changes in the
          meantime, you are asked again.
        </p>
        <p>
          Card details go to the payment provider only. The shop receives a token, never a card number. You are charged
          once, also when you reload the page or press the button twice.
        </p>
      </section>
      <section className={styles.topic} id="delivery" aria-labelledby="delivery-title">
        <h2 id="delivery-title">Delivery</h2>
        <p>
          The cart shows what delivery to your country costs; the checkout shows how many days it takes. You can track
          parcels under <Link to="/orders">your orders</Link> or, without an account, by{' '}
          <Link to="/order-lookup">order number and e-mail</Link>.
        </p>
      </section>
      <section className={styles.topic} id="cancelling" aria-labelledby="cancelling-title">
        <h2 id="cancelling-title">Cancelling an order</h2>
        <p>
          Until an order is shipped, you can cancel it on its page: under <Link to="/orders">your orders</Link> or,
          without an account, by <Link to="/order-lookup">order number and e-mail</Link>. The payment is voided, or
          refunded to where it came from.
        </p>
      </section>
      <section className={styles.topic} id="privacy" aria-labelledby="privacy-title">
        <h2 id="privacy-title">Privacy and cookies</h2>
        <p>
          The shop sets one cookie, <code>evermart_session</code>. It keeps your cart and your sign-in together, and
          nothing else. There are no advertising cookies.
        </p>
      </section>
    </Page>
  );
}
