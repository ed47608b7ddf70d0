import type { Order, OrderPayment } from '@evermart/contracts/http/order';
import { subtract } from '@evermart/contracts/money';
import { isServiceError, ServiceError } from '@evermart/kit/problem';
import { impossible, noOrder } from '../orders/order-problems.ts';
import type { Payments } from '../remote/payments.ts';
import type { Reservations } from '../remote/reservations.ts';
import type { CancellationRepository } from './cancellation-repository.ts';

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
    if (isCancelling) return finish(order);
    if (pendingRefunds > 0) {
      throw new ServiceError('invalid-state', 'A refund of this order is under way: try again in a few seconds.');
    }
    throw impossible('cancelled', order);
  }

  async function finish(order: Order): Promise<Order> {
    const payment = order.status === 'placed' ? await voidedPayment(order) : await refundedPayment(order);
    const giveBack = order.status === 'placed' ? reservations.release : reservations.restock;
    await giveBack(order.checkoutId);
    const cancelled = await cancellations.finish(order, payment);
    if (cancelled !== undefined) return cancelled;
    const present = (await cancellations.find(order.id))?.order ?? order;
    if (present.status !== 'cancelled') throw impossible('cancelled', present);
    return present;
  }

  /** The purchase is under way: either this void comes first and the purchase ends, or the capture does and it goes on. */
  async function voidedPayment({ id, checkoutId }: Order): Promise<OrderPayment> {
    try {
      await payments.void(checkoutId);
    } catch (error) {
      if (!isServiceError(error, 'invalid-state')) throw error;
      await cancellations.giveUp(id);
      throw new ServiceError('invalid-state', 'The order is being paid at this moment: try again in a few seconds.', {
        cause: error,
      });
    }
    return payments.find(checkoutId);
  }

  async function refundedPayment({ id, checkoutId }: Order): Promise<OrderPayment> {
    const payment = await payments.find(checkoutId);
    const left = subtract(payment.captured, payment.refunded);
    if (left.amountMinor === 0) return payment;
    return payments.refund(checkoutId, { refundId: `cancel:${id}`, amount: left, reason: 'The order was cancelled.' });
  }
}
export type CancelOrder = ReturnType<typeof createCancelOrder>;
