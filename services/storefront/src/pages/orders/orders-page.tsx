import { RequireSession } from '../../components/require-session.tsx';
import { OrderList } from './order-list.tsx';

/** The signed-in customer's orders. */
export function OrdersPage() {
  return <RequireSession title="Your orders">{() => <OrderList />}</RequireSession>;
}
