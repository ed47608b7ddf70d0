import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Order } from '../../api/orders.ts';
import { ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { OrderView } from '../../components/order/order-view.tsx';
import { Page } from '../../components/page.tsx';
import { cartQuery } from '../../queries/cart.ts';
import { ordersQuery } from '../../queries/orders.ts';
import { sessionQuery } from '../../queries/session.ts';
import styles from './confirmed-order.module.css';

/** The good end: an order, with its number. */
export function ConfirmedOrder({ order }: { order: Order }) {
  const signedIn = useQuery(sessionQuery).data?.signedIn === true;
  const client = useQueryClient();

  // The purchase emptied the cart. Not told sooner: the checkout page would show it empty on its way out.
  useEffect(() => {
    client.invalidateQueries({ queryKey: cartQuery.queryKey });
    client.invalidateQueries({ queryKey: ordersQuery.queryKey });
  }, [client]);

  return (
    <Page title="Thank you, it is ordered">
      <Notice
        tone="good"
        title="Your order is confirmed"
        actions={
          signedIn ? (
            <ButtonLink to={`/orders/${order.id}`}>See the order</ButtonLink>
          ) : (
            <ButtonLink to={`/order-lookup?number=${encodeURIComponent(order.number)}`}>Find it again later</ButtonLink>
          )
        }
      >
        Its number is{' '}
        <strong className={styles.number} data-testid="order-number">
          {order.number}
        </strong>
        .{' '}
        {signedIn ? 'You find it under your orders.' : 'With it and your e-mail you can look the order up at any time.'}
      </Notice>
      <OrderView order={order} />
    </Page>
  );
}
