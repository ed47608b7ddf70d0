import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { listOrders, type Order, readOrder } from '../api/orders.ts';

export const ordersQuery = infiniteQueryOptions({
  queryKey: ['orders'],
  queryFn: ({ signal, pageParam }) => listOrders(pageParam, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const orderQuery = (id: string) =>
  queryOptions({ queryKey: ['order', id], queryFn: ({ signal }) => readOrder(id, signal) });

/** Takes the order as the shop answered it for what is shown of it everywhere. */
export function useOrderChange() {
  const client = useQueryClient();
  return (order: Order) => {
    client.setQueryData(orderQuery(order.id).queryKey, order);
    return client.invalidateQueries({ queryKey: ordersQuery.queryKey });
  };
}
