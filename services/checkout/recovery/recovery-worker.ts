import type { Logger } from '@evermart/kit/log';
import { createPoller, type Poller } from '@evermart/kit/poller';
import { type Journal, openShards } from '../checkouts/journal.ts';
import type { CheckoutRunner } from '../checkouts/run-checkout.ts';

const batchSize = 25;

/** Finishes every purchase that was left behind: its process died, a service was away, its events were not sent. */
export function startRecoveryWorker(deps: {
  readonly journal: Journal;
  readonly runner: CheckoutRunner;
  readonly logger: Logger;
  readonly idleMs: number;
}): Poller {
  const { journal, runner, logger, idleMs } = deps;
  return createPoller({
    name: 'checkout-recovery',
    logger,
    idleMs,
    async work() {
      const due = (await Promise.all(openShards.map((shard) => journal.listDue(shard, batchSize)))).flat();
      await Promise.all(due.map((checkoutId) => runner.recover(checkoutId)));
      // The index is eventually consistent: what was just handled may still show, so a full batch waits like any other.
      return 'idle';
    },
  });
}
