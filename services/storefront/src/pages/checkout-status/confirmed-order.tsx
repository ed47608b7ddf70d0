import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cancelGuestOrder, cancelOrder, type Order } from '../../api/orders.ts';
import { ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { CancelOrder } from '../../components/order/cancel-order.tsx';
import { OrderView } from '../../components/order/order-view.tsx';
import { Page } from '../../components/page.tsx';
import { cartQuery } from '../../queries/cart.ts';
import { orderQuery, ordersQuery, useOrderChange } from '../../queries/orders.ts';
import { sessionQuery } from '../../queries/session.ts';
import styles from './confirmed-order.module.css';

/** The good end: an order, with its number. `placed` is the order as the purchase left it. */
export function ConfirmedOrder({ placed }: { placed: Order }) {
  const signedIn = useQuery(sessionQuery).data?.signedIn === true;
  // Read anew, since the page may be opened again after the order went on or was cancelled.
  const { data: order, refetch } = useQuery({ ...orderQuery(placed.id), initialData: placed, initialDataUpdatedAt: 0 });
  const changeOrder = useOrderChange();
  const client = useQueryClient();
  const cancel = () => (signedIn ? cancelOrder(order.id) : cancelGuestOrder(order.number, order.email));

  // The purchase emptied the cart. Not told sooner: the checkout page would show it empty on its way out.
  useEffect(() => {
    client.invalidateQueries({ queryKey: cartQuery.queryKey });
    client.invalidateQueries({ queryKey: ordersQuery.queryKey });
  }, [client]);

  const cancelled = order.status === 'cancelled';
  return (
    <Page title={cancelled ? 'Your order is cancelled' : 'Thank you for your order'}>
      <Notice
        tone={cancelled ? 'info' : 'good'}
        title={cancelled ? 'This order was cancelled' : 'Your order is confirmed'}
        actions={
          <>
            <ButtonLink to="/">Continue shopping</ButtonLink>
            <ButtonLink
              look="secondary"
              to={signedIn ? `/orders/${order.id}` : `/order-lookup?number=${encodeURIComponent(order.number)}`}
            >
              {signedIn ? 'View the order' : 'Find it again later'}
            </ButtonLink>
          </>
        }
      >
        <p>
          Your order number is{' '}
          <strong className={styles.number} data-testid="order-number">
            {order.number}
          </strong>
          .{' '}
          {signedIn ? 'You find it under your orders.' : 'With it and your e-mail you can look the order up any time.'}
        </p>
        {!cancelled && <p>We are sending the confirmation to {order.email}.</p>}
      </Notice>
      <OrderView order={order} />
      <CancelOrder order={order} cancel={cancel} onCancelled={changeOrder} onRefused={refetch} />
    </Page>
  );
}
