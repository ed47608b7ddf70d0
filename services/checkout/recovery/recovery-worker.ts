import type { Logger } from '@evermart/kit/log';
import { createPoller, type Poller } from '@evermart/kit/poller';
import { type Journal, openShards } from '../checkouts/journal.ts';
import type { CheckoutRunner } from '../checkouts/run-checkout.ts';

/** Purchases that are recovered at the same time: one that hangs holds up its slot and nothing else. */
const slots = 48;

/** Finishes every purchase that was left behind: its process died, a service was away, its events were not sent. */
export function startRecoveryWorker(deps: {
  readonly journal: Journal;
  readonly runner: CheckoutRunner;
  readonly logger: Logger;
  readonly idleMs: number;
}): Poller {
  const { journal, runner, logger, idleMs } = deps;
  const running = new Map<string, Promise<void>>();

  return createPoller({
    name: 'checkout-recovery',
    logger,
    idleMs,
    async work() {
      if (running.size === slots) await Promise.race(running.values());
      const free = slots - running.size;
      const due = await Promise.all(openShards.map((shard) => journal.listDue(shard, slots)));
      const fresh = due.flat().filter((checkoutId) => !running.has(checkoutId));
      for (const checkoutId of fresh.slice(0, free)) start(checkoutId);
      return fresh.length > free ? 'more' : 'idle';
    },
  });

  function start(checkoutId: string): void {
    const recovery = runner.recover(checkoutId).finally(() => running.delete(checkoutId));
    running.set(checkoutId, recovery);
  }
}
