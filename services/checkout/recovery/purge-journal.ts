import type { Clock } from '@evermart/kit/clock';
import type { Logger } from '@evermart/kit/log';
import { createPoller, type Poller } from '@evermart/kit/poller';
import type { Journal } from '../checkouts/journal.ts';

const lookEveryMs = 60_000;
const purgeEveryMs = 24 * 3_600_000;
const millisecondsADay = 86_400_000;

/**
 * Deletes finished purchases past their retention, once a day: they hold addresses, and a strongly consistent table has
 * no TTL. Several processes may do it at once; the first purge is a day after a start, so that restarts don't add up to scans.
 */
export function startJournalPurge(deps: {
  readonly journal: Journal;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly retentionDays: number;
}): Poller {
  const { journal, logger, clock, retentionDays } = deps;
  let lastPurgeMs = clock.nowMs();

  return createPoller({
    name: 'journal-purge',
    logger,
    idleMs: lookEveryMs,
    async work() {
      if (clock.nowMs() - lastPurgeMs < purgeEveryMs) return 'idle';
      lastPurgeMs = clock.nowMs();
      const before = new Date(clock.nowMs() - retentionDays * millisecondsADay).toISOString();
      logger.info({ event: 'journal.purged', purged: await journal.purge(before), before });
      return 'idle';
    },
  });
}
