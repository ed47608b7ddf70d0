import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { cancelOrder } from '../../api/orders.ts';
import { isProblem } from '../../api/problem.ts';
import { CancelOrder } from '../../components/order/cancel-order.tsx';
import { OrderView } from '../../components/order/order-view.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RequireSession } from '../../components/require-session.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { formatDay } from '../../format-date.ts';
import { orderQuery, useOrderChange } from '../../queries/orders.ts';
import { NotFoundPage } from '../errors/not-found-page.tsx';

/** One of the customer's orders. */
export function OrderPage() {
  const { orderId = '' } = useParams();
  return <RequireSession title="Your order">{() => <OwnOrder key={orderId} id={orderId} />}</RequireSession>;
}

function OwnOrder({ id }: { id: string }) {
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  const changeOrder = useOrderChange();
  if (order !== undefined) {
    return (
      <Page
        title={`Order ${order.number}`}
        trail={[{ to: '/orders', label: 'Your orders' }]}
        lead={`Placed on ${formatDay(order.placedAt)}`}
      >
        <OrderView order={order} />
        <CancelOrder order={order} cancel={() => cancelOrder(id)} onCancelled={changeOrder} onRefused={refetch} />
      </Page>
    );
  }
  if (isProblem(error, 'not-found')) {
    return (
      <NotFoundPage
        title="Order not found"
        lead="It is not among your orders. Guest orders are found by order number and e-mail."
      />
    );
  }
  return (
    <Page title="Your order">
      {error === null ? <Skeleton shape="block" /> : <ProblemNotice error={error} onRetry={refetch} />}
    </Page>
  );
}
