import type { OrderStatus } from '@evermart/contracts/http/order';

/** What may follow what. Everything that changes an order's status asks here, and its SQL is conditional on the answer. */
export const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ['paid', 'cancelled'],
  paid: ['shipped', 'cancelled'],
  shipped: ['delivered', 'returned'],
  delivered: ['returned'],
  cancelled: [],
  returned: [],
};

const statuses = Object.keys(transitions) as OrderStatus[];

/** The statuses from which `next` can be reached. */
export function statusesBefore(next: OrderStatus): OrderStatus[] {
  return statuses.filter((status) => transitions[status].includes(next));
}

/** The statuses in which money has been taken and may be given back. */
export const refundableStatuses: readonly OrderStatus[] = ['paid', 'shipped', 'delivered', 'returned'];
