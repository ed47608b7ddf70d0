import type { NewRefund, Order } from '@evermart/contracts/http/order';
import { money } from '@evermart/contracts/money';
import { isServiceError, ServiceError } from '@evermart/kit/problem';
import { impossible, noOrder } from '../orders/order-problems.ts';
import type { OrderRepository } from '../orders/order-repository.ts';
import type { Payments } from '../remote/payments.ts';
import { bodyHashOf, type RefundRecord, type RefundRepository } from './refund-repository.ts';

export interface RefundOrderDeps {
  readonly orders: OrderRepository;
  readonly refunds: RefundRepository;
  readonly payments: Payments;
}

/** Gives a part of the money back, or all of it. Payment guards the sum; this keeps the key's promise and the order's copy. */
export function createRefundOrder({ orders, refunds, payments }: RefundOrderDeps) {
  return { request, finish };

  /**
   * Idempotent by key: a repeat answers what came of the first one.
   *
   * @throws ServiceError `idempotency-key-reused` for another body under the key; `invalid-state` above what is left or
   *   in a status without money to give back; `dependency-unavailable` while the outcome is unknown
   */
  async function request(order: Order, idempotencyKey: string, refund: NewRefund): Promise<Order> {
    const begun = await refunds.begin(order.id, idempotencyKey, refund);
    const record = begun ?? (await refunds.find(order.id, idempotencyKey));
    if (record === undefined) throw impossible('refunded', await present(order.id));
    if (record.bodyHash !== bodyHashOf(refund)) {
      throw new ServiceError(
        'idempotency-key-reused',
        'This Idempotency-Key stands for another refund. Take a new one.',
        { errors: [{ path: 'Idempotency-Key', message: 'stands for another refund' }] },
      );
    }
    if (record.status === 'refused') throw refused(record.refusal);
    if (record.status === 'pending') await finish(record);
    return present(order.id);
  }

  /** Asks payment, for the first time or again under the same refund id. */
  async function finish(record: RefundRecord): Promise<void> {
    const { checkoutId, refundId, amountMinor, currency, reason } = record;
    try {
      const amount = money(amountMinor, currency);
      await refunds.succeed(record, await payments.refund(checkoutId, { refundId, amount, reason }));
    } catch (error) {
      if (!isServiceError(error, 'invalid-state', 'validation-failed')) throw error;
      await refunds.refuse(record, error.message);
      throw refused(error.message, error);
    }
  }

  async function present(orderId: string): Promise<Order> {
    const owned = await orders.find(orderId);
    if (owned === undefined) throw noOrder();
    return owned.order;
  }
}
export type RefundOrder = ReturnType<typeof createRefundOrder>;

function refused(reason: string | null, cause?: unknown): ServiceError {
  return new ServiceError('invalid-state', reason ?? 'The refund was refused.', { cause });
}
