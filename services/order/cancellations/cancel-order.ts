import type { Order, OrderPayment } from '@evermart/contracts/http/order';
import { subtract } from '@evermart/contracts/money';
import { isServiceError, ServiceError, unavailable } from '@evermart/kit/problem';
import { impossible, noOrder } from '../orders/order-problems.ts';
import type { Payments } from '../remote/payments.ts';
import type { Reservations } from '../remote/reservations.ts';
import type { CancellationClaim, CancellationRepository } from './cancellation-repository.ts';

export interface CancelOrderDeps {
  readonly cancellations: CancellationRepository;
  readonly payments: Payments;
  readonly reservations: Reservations;
}

/**
 * Cancels an order, once in effect: claim it, give the money back, give the goods back, mark it. Every step may be
 * repeated, so whoever comes after a crash (a repeat, the take-over) begins at the first one again.
 */
export function createCancelOrder({ cancellations, payments, reservations }: CancelOrderDeps) {
  return { request, finish };

  /**
   * Idempotent: a cancelled order is answered as it stands.
   *
   * @throws ServiceError `invalid-state` when it is too late for it, or a refund or the payment is under way;
   *   `dependency-unavailable` when a step could not be made now: the cancellation stays begun and is finished later
   */
  async function request({ id }: Order): Promise<Order> {
    const begun = (await cancellations.begin(id)) ?? (await cancellations.find(id));
    if (begun === undefined) throw noOrder();
    const { order, isCancelling, pendingRefunds } = begun;
    if (order.status === 'cancelled') return order;
    if (isCancelling) return finish(begun);
    if (pendingRefunds > 0) {
      throw new ServiceError('invalid-state', 'A refund of this order is under way: try again in a few seconds.');
    }
    throw impossible('cancelled', order);
  }

  async function finish(claim: CancellationClaim): Promise<Order> {
    const { order } = claim;
    const payment = await moneyGivenBack(claim);
    const giveBack = order.status === 'placed' ? reservations.release : reservations.restock;
    await giveBack(order.checkoutId);
    const cancelled = await cancellations.finish(claim, payment);
    if (cancelled !== undefined) return cancelled;
    const present = (await cancellations.find(order.id))?.order ?? order;
    if (present.status !== 'cancelled') throw impossible('cancelled', present);
    return present;
  }

  /** Where payment says no, nothing has happened yet: the order goes on as if nobody had asked. */
  async function moneyGivenBack(claim: CancellationClaim): Promise<OrderPayment> {
    const { order } = claim;
    try {
      return order.status === 'placed' ? await voided(order) : await refunded(claim);
    } catch (cause) {
      if (!isServiceError(cause, 'invalid-state')) throw cause;
      await cancellations.giveUp(claim);
      const detail =
        order.status === 'placed'
          ? 'The order is being paid at this moment: try again in a few seconds.'
          : `The order can not be cancelled, since its refund is not possible: ${cause.message}`;
      throw new ServiceError('invalid-state', detail, { cause });
    }
  }

  /** The purchase is under way: either this void comes first and the purchase ends, or the capture does and it goes on. */
  async function voided({ checkoutId }: Order): Promise<OrderPayment> {
    await payments.void(checkoutId);
    return payments.find(checkoutId);
  }

  async function refunded({ order, attempt }: CancellationClaim): Promise<OrderPayment> {
    const { id, checkoutId, payments: copies } = order;
    const payment = await payments.find(checkoutId);
    const captured = copies.find((copy) => copy.id === payment.id)?.captured.amountMinor ?? 0;
    if (payment.captured.amountMinor < captured) {
      // After a failover payment may be behind what the order has seen: refunding by its word would keep money back.
      throw unavailable('The payment', new Error(`payment knows of less than was captured for ${id}`));
    }
    const left = subtract(payment.captured, payment.refunded);
    if (left.amountMinor === 0) return payment;
    // A refund whose answer was lost does not count yet, so what is left, and with it the id, is the same again. A refused
    // one stays refused under its id; the next attempt has another.
    const refundId = `cancel:${id}:${attempt}:${left.amountMinor}`;
    return payments.refund(checkoutId, { refundId, amount: left, reason: 'The order was cancelled.' });
  }
}
export type CancelOrder = ReturnType<typeof createCancelOrder>;
