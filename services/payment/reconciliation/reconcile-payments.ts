import type { Logger } from '@evermart/kit/log';
import { createPoller, type Poller } from '@evermart/kit/poller';
import { isServiceError } from '@evermart/kit/problem';
import type { CapturePayment } from '../payments/capture-payment.ts';
import type { FindOut } from '../payments/find-out.ts';
import { isBegun, type PaymentRecord } from '../payments/payment-record.ts';
import type { PaymentRepository } from '../payments/payment-repository.ts';
import type { VoidPayment } from '../payments/void-payment.ts';
import type { RefundPayment } from '../refunds/refund-payment.ts';
import type { RefundRepository } from '../refunds/refund-repository.ts';

const batchSize = 20;

export interface ReconciliationDeps {
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly findOut: FindOut;
  readonly voidPayment: VoidPayment;
  readonly capturePayment: CapturePayment;
  readonly refundPayment: RefundPayment;
  readonly logger: Logger;
  readonly idleMs: number;
}

/** Ends what a request began and could not finish: its process died, its caller left, or the provider kept silent. */
export function startReconciliation(deps: ReconciliationDeps): Poller {
  const { payments, refunds, findOut, voidPayment, capturePayment, refundPayment, logger, idleMs } = deps;

  return createPoller({
    name: 'payment-reconciliation',
    logger,
    idleMs,
    async work() {
      const [duePayments, dueRefunds] = await Promise.all([payments.claimDue(batchSize), refunds.claimDue(batchSize)]);
      const outcomes = await Promise.allSettled([
        ...duePayments.map(settleOverdue),
        ...dueRefunds.map((refund) => refundPayment.finish(refund, 'reconciliation')),
      ]);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return duePayments.length === batchSize || dueRefunds.length === batchSize ? 'more' : 'idle';
    },
  });

  /** Looks first: the row may be behind the provider, and money is taken only where somebody asked for it. */
  async function settleOverdue(record: PaymentRecord): Promise<unknown> {
    const { checkoutId } = record;
    if (!isBegun(record)) return voidPayment.finishMark(checkoutId, 'reconciliation');
    const look = record.status === 'authorizing' ? findOut.outcomeOf : findOut.present;
    const payment = await look(record, 'reconciliation');
    if (payment.status !== 'authorized') return undefined;
    if (payment.voidRequested) return unlessRefused(voidPayment.finish(payment, 'reconciliation'));
    if (payment.captureRequested) return unlessRefused(capturePayment.finish(payment, 'reconciliation'));
    return payments.confirmAuthorized(checkoutId);
  }

  /** A refusal is an outcome like another, and recorded; who asked for the change learns it when asking again. */
  async function unlessRefused(finished: Promise<unknown>): Promise<void> {
    await finished.catch((error: unknown) => {
      if (!isServiceError(error, 'invalid-state')) throw error;
    });
  }
}
