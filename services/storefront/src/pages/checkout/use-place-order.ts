import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type Checkout, type NewCheckout, placeCheckout } from '../../api/checkouts.ts';
import { checkoutQuery } from '../../queries/checkout.ts';
import { createCheckoutAttempts, isDefiniteFailure } from './checkout-attempts.ts';

/**
 * Places orders, one attempt at a time. `unresolved` is the attempt whose outcome nobody has told, `attempted` the order
 * that was tried last, `failure` why it was not taken.
 */
export function usePlaceOrder() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [attempts] = useState(() => createCheckoutAttempts(sessionStorage));
  const [unresolved, setUnresolved] = useState(attempts.pending);
  const [attempted, setAttempted] = useState(unresolved?.order);
  const [failure, setFailure] = useState<Error>();

  async function place(order: NewCheckout): Promise<Checkout> {
    const attempt = attempts.begin(order);
    setAttempted(attempt.order);
    setFailure(undefined);
    try {
      return await placeCheckout(attempt.key, attempt.order);
    } catch (error) {
      if (error instanceof Error) setFailure(error);
      if (isDefiniteFailure(error)) settle();
      else setUnresolved(attempt);
      throw error;
    }
  }

  function settle(): void {
    attempts.settle();
    setUnresolved(undefined);
  }

  function follow(checkout: Checkout): void {
    if (checkout.status === 'processing') attempts.accepted(checkout.id);
    else attempts.settle();
    client.setQueryData(checkoutQuery(checkout.id).queryKey, checkout);
    navigate(`/checkout/${encodeURIComponent(checkout.id)}`, { replace: true });
  }

  return { place, follow, unresolved, attempted, failure };
}
