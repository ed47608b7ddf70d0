import { useMutation } from '@tanstack/react-query';
import type { Order } from '../../api/orders.ts';
import { isProblem } from '../../api/problem.ts';
import { useAnnounce } from '../announcer.tsx';
import { ConfirmButton } from '../confirm-button.tsx';
import { Notice } from '../notice.tsx';
import { ProblemNotice } from '../problem-notice.tsx';

const cancellable: readonly Order['status'][] = ['placed', 'paid'];

interface CancelOrderProps {
  order: Order;
  /** Cancels it, with whatever proves that the order is this person's. */
  cancel: () => Promise<Order>;
  onCancelled: (order: Order) => void;
  /** After a refusal the order is often further on than this page knows. */
  onRefused: () => void;
}

/** Calls an order off while that is possible; what was paid goes back. */
export function CancelOrder({ order, cancel, onCancelled, onRefused }: CancelOrderProps) {
  const announce = useAnnounce();
  const cancellation = useMutation({
    mutationFn: cancel,
    onSuccess: (cancelled) => {
      announce(`Order ${order.number} is cancelled`);
      onCancelled(cancelled);
    },
    onError: onRefused,
  });

  if (cancellation.isSuccess) {
    return (
      <Notice tone="good" title="The order is cancelled">
        Your payment is being refunded.
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
          disabled={cancellation.isPending}
          onConfirm={() => cancellation.mutate()}
        />
      )}
      {cancellation.isError && <Refused error={cancellation.error} />}
    </>
  );
}

function Refused({ error }: { error: Error }) {
  if (!isProblem(error, 'invalid-state')) return <ProblemNotice error={error} />;
  return (
    <Notice tone="danger" title="This order cannot be cancelled right now">
      {error.detail}
    </Notice>
  );
}
