import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@evermart/kit/clock';
import type { Logger } from '@evermart/kit/log';
import { isServiceError } from '@evermart/kit/problem';
import { requestContext, runInContext } from '@evermart/kit/request-context';
import type { Driver } from './drive-checkout.ts';
import { type Journal, LeaseLostError } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface RunnerDeps {
  readonly driver: Driver;
  readonly journal: Journal;
  readonly logger: Logger;
  readonly clock: Clock;
  /** How long a run that a shopper waits for asks an unavailable service again. */
  readonly foregroundRetryMs: number;
}

const firstRetryMs = 50;
/** Interrupted purchases must end within 30 s of the recovery of what they need: no wait is longer than this. */
const maxPostponeMs = 4_000;
/** About two minutes of trying: something is away for long, or answers what no repeat will change. */
const stuckAfterAttempts = 30;

/** Runs purchases in this process, for a waiting shopper or for recovery, and sees each to its end or hands it on. */
export function createRunner({ driver, journal, logger, clock, foregroundRetryMs }: RunnerDeps) {
  const running = new Set<Promise<unknown>>();

  return {
    /** The outcome, or the entry still `processing` when it has to wait: recovery goes on with it. Never rejects. */
    run: (entry: JournalEntry): Promise<JournalEntry> => track(runDetached(() => runForeground(entry))),

    /** Takes over a purchase that nobody works on and drives it as far as it goes now. Never rejects. */
    recover: (checkoutId: string): Promise<void> => track(runDetached(() => recover(checkoutId))),

    /** Waits for what runs here; what can't finish is left to another process by its lease. */
    async drain(): Promise<void> {
      await Promise.race([Promise.allSettled([...running]), delay(8_000, undefined, { ref: false })]);
    },
  };

  async function runForeground(begun: JournalEntry): Promise<JournalEntry> {
    const giveUpAtMs = clock.nowMs() + foregroundRetryMs;
    let entry = begun;
    let mayBeStale = false;
    for (let retryMs = firstRetryMs; ; retryMs *= 2) {
      try {
        if (mayBeStale) {
          // What was recorded before the failure, a refusal too, is in the journal only.
          const reloaded = await journal.get(entry.checkoutId);
          if (reloaded === undefined || reloaded.fence !== entry.fence) return entry;
          entry = { ...reloaded, attempts: reloaded.attempts + 1 };
        }
        const outcome = await driver.advanceToOutcome(entry);
        void track(finish(outcome));
        return outcome;
      } catch (error) {
        if (error instanceof LeaseLostError) return entry;
        reportUnexpected(entry, error);
        if (clock.nowMs() + retryMs > giveUpAtMs) {
          await postpone(entry, 0);
          return entry;
        }
      }
      mayBeStale = true;
      await delay(retryMs);
    }
  }

  async function recover(checkoutId: string): Promise<void> {
    let entry: JournalEntry | undefined;
    try {
      entry = await journal.takeOver(checkoutId);
      if (entry === undefined) return;
      const outcome = await driver.advanceToOutcome(entry);
      await driver.finish(outcome);
      logger.info({ event: 'checkout.recovered', checkoutId, status: outcome.status, attempts: entry.attempts });
    } catch (error) {
      if (entry === undefined || error instanceof LeaseLostError) return;
      reportUnexpected(entry, error);
      if (entry.attempts % stuckAfterAttempts === 0)
        logger.error({ event: 'checkout.stuck', checkoutId, attempts: entry.attempts });
      await postpone(entry, entry.attempts);
    }
  }

  async function finish(outcome: JournalEntry): Promise<void> {
    try {
      await driver.finish(outcome);
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      reportUnexpected(outcome, error);
      await postpone(outcome, 0);
    }
  }

  /** When not even the journal can be written, the lease runs out by itself and recovery finds the entry. */
  async function postpone(entry: JournalEntry, attempts: number): Promise<void> {
    const delayMs = Math.min(maxPostponeMs, 250 * 2 ** Math.min(attempts, 10));
    await journal.postpone(entry, delayMs).catch(() => {});
  }

  function reportUnexpected({ checkoutId }: JournalEntry, error: unknown): void {
    if (isServiceError(error, 'dependency-unavailable')) {
      logger.info({ event: 'checkout.waiting', checkoutId, reason: error.message });
    } else {
      logger.error({ event: 'checkout.step-failed', checkoutId, err: error });
    }
  }

  function track<Result>(work: Promise<Result>): Promise<Result> {
    running.add(work);
    void work.finally(() => running.delete(work));
    return work;
  }
}
export type CheckoutRunner = ReturnType<typeof createRunner>;

/** A purchase outlives the request that began it: no deadline and no subject, only the id that ties the logs together. */
function runDetached<Result>(work: () => Promise<Result>): Promise<Result> {
  return runInContext({ requestId: requestContext()?.requestId ?? 'recovery', subject: { groups: [] } }, work);
}
