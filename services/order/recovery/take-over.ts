import type { Logger } from '@evermart/kit/log';
import { createPoller, type Poller } from '@evermart/kit/poller';
import { isServiceError } from '@evermart/kit/problem';
import type { CancelOrder } from '../cancellations/cancel-order.ts';
import type { CancellationRepository } from '../cancellations/cancellation-repository.ts';
import type { RefundOrder } from '../refunds/refund-order.ts';
import type { RefundRepository } from '../refunds/refund-repository.ts';

const batchSize = 20;

export interface TakeOverDeps {
  readonly cancellations: CancellationRepository;
  readonly refunds: RefundRepository;
  readonly cancelOrder: CancelOrder;
  readonly refundOrder: RefundOrder;
  readonly logger: Logger;
  readonly idleMs: number;
}

/** Finishes cancellations and refunds that were begun and left: their process died, or payment or catalog was away. */
export function startTakeOver({
  cancellations,
  refunds,
  cancelOrder,
  refundOrder,
  logger,
  idleMs,
}: TakeOverDeps): Poller {
  return createPoller({
    name: 'order-take-over',
    logger,
    idleMs,
    async work() {
      const [dueCancellations, dueRefunds] = await Promise.all([
        cancellations.claimDue(batchSize),
        refunds.claimDue(batchSize),
      ]);
      const outcomes = await Promise.allSettled([
        ...dueCancellations.map((cancellation) => cancelOrder.finish(cancellation)),
        ...dueRefunds.map((refund) => refundOrder.finish(refund)),
      ]);
      // A refusal is an outcome like another, and recorded; anything else is tried again.
      const failed = outcomes.find(
        (outcome) => outcome.status === 'rejected' && !isServiceError(outcome.reason, 'invalid-state'),
      );
      if (failed?.status === 'rejected') throw failed.reason;
      return dueCancellations.length === batchSize || dueRefunds.length === batchSize ? 'more' : 'idle';
    },
  });
}
