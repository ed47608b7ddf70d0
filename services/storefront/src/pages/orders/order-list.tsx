import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Order } from '../../api/orders.ts';
import { ButtonLink } from '../../components/button.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { orderStatusLabel } from '../../components/order/order-status-label.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { formatDay } from '../../format-date.ts';
import { formatMoney } from '../../format-money.ts';
import { ordersQuery } from '../../queries/orders.ts';
import styles from './order-list.module.css';

/** Orders, the latest first, each leading to its page. */
export function OrderList() {
  const orders = useInfiniteQuery(ordersQuery);
  const shown = orders.data?.pages.flatMap(({ items }) => items);
  if (shown?.length === 0) {
    return (
      <Page title="Your orders" lead="You have no orders yet.">
        <p>
          <ButtonLink to="/c">See all products</ButtonLink>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Your orders">
      {orders.isLoadingError && <ProblemNotice error={orders.error} onRetry={orders.refetch} />}
      {orders.isPending && <Skeleton shape="block" />}
      {shown !== undefined && (
        <div>
          <ul className={styles.orders}>
            {shown.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
          <LoadMore {...orders} />
        </div>
      )}
    </Page>
  );
}

function OrderRow({ order }: { order: Order }) {
  const names = order.lines.map(({ name }) => name).join(', ');
  return (
    <li className={styles.order}>
      <Link className={styles.number} to={`/orders/${order.id}`}>
        Order {order.number}
      </Link>
      <span className={styles.status}>{orderStatusLabel(order.status)}</span>
      <span className={styles.what}>{names}</span>
      <span className={styles.date}>{formatDay(order.placedAt)}</span>
      <span className={styles.total}>{formatMoney(order.totals.total)}</span>
    </li>
  );
}
