import type { Order } from '../../api/orders.ts';

const labels: Readonly<Record<Order['status'], string>> = {
  placed: 'Placed',
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  returned: 'Returned',
};

/** An order status in words; one that this page does not know yet is shown as it is. */
export function orderStatusLabel(status: Order['status']): string {
  return labels[status] ?? status;
}
