import { useMutation, useQueryClient } from '@tanstack/react-query';
import { cancelOrder, type Order } from '../../api/orders.ts';
import { isProblem } from '../../api/problem.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { orderQuery, ordersQuery } from '../../queries/orders.ts';

const cancellable: readonly Order['status'][] = ['placed', 'paid'];

/** Calls an order off while that is possible; what was paid goes back. */
export function CancelOrder({ order }: { order: Order }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const cancel = useMutation({
    mutationFn: () => cancelOrder(order.id),
    onSuccess: (cancelled) => {
      client.setQueryData(orderQuery(order.id).queryKey, cancelled);
      announce(`Order ${order.number} is cancelled`);
      return client.invalidateQueries({ queryKey: ordersQuery.queryKey });
    },
    onError: () => client.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
  });

  if (cancel.isSuccess) {
    return (
      <Notice tone="good" title="The order is cancelled">
        What you paid goes back to where it came from.
      </Notice>
    );
  }
  return (
    <>
      {cancellable.includes(order.status) && (
        <ConfirmButton
          label="Cancel this order"
          question={`Cancel order ${order.number}?`}
          confirmLabel="Yes, cancel it"
          disabled={cancel.isPending}
          onConfirm={() => cancel.mutate()}
        />
      )}
      {cancel.isError && <Refused error={cancel.error} />}
    </>
  );
}

function Refused({ error }: { error: Error }) {
  if (!isProblem(error, 'invalid-state')) return <ProblemNotice error={error} />;
  return <Notice tone="danger" title="It is too late to cancel this order" />;
}
