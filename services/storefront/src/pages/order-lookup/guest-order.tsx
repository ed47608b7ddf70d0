import { cancelGuestOrder, type Order, readGuestOrder } from '../../api/orders.ts';
import { Button } from '../../components/button.tsx';
import { CancelOrder } from '../../components/order/cancel-order.tsx';
import { OrderView } from '../../components/order/order-view.tsx';
import { Page } from '../../components/page.tsx';
import { formatDay } from '../../format-date.ts';

interface GuestOrderProps {
  order: Order;
  onChange: (order: Order) => void;
  onLeave: () => void;
}

/** The order that was found, which its number and e-mail also allow to cancel. */
export function GuestOrder({ order, onChange, onLeave }: GuestOrderProps) {
  const { number, email } = order;
  return (
    <Page title={`Order ${number}`} lead={`Placed on ${formatDay(order.placedAt)}`}>
      <OrderView order={order} />
      <CancelOrder
        order={order}
        cancel={() => cancelGuestOrder(number, email)}
        onCancelled={onChange}
        // What is shown stays when the order can't be read anew.
        onRefused={() => readGuestOrder(number, email).then(onChange, () => undefined)}
      />
      <p>
        <Button look="secondary" onClick={onLeave}>
          Find another order
        </Button>
      </p>
    </Page>
  );
}
