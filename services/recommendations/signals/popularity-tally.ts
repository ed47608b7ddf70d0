import { type Clock, systemClock } from '@evermart/kit/clock';
import { unavailable } from '@evermart/kit/problem';
import { withPoints } from './popularity.ts';
import type { SignalRepository } from './signal-repository.ts';

export interface PopularityTallyDeps {
  readonly signals: Pick<SignalRepository, 'popularity' | 'savePopularity'>;
  readonly clock?: Clock;
}

const maxAttempts = 5;

/**
 * Points collected in memory and added to the popular products now and then: one write for many orders, on an item that
 * everybody would contend for. A crash loses what came since the last flush: popularity is an estimate, not a ledger.
 */
export function createPopularityTally({ signals, clock = systemClock }: PopularityTallyDeps) {
  let pending = new Map<string, number>();

  function add(slug: string, points: number): void {
    pending.set(slug, (pending.get(slug) ?? 0) + points);
  }

  return {
    add,

    /** What can't be written stays for the next time. @throws ServiceError `dependency-unavailable` */
    async flush(): Promise<void> {
      if (pending.size === 0) return;
      const points = pending;
      pending = new Map();
      try {
        await save(points);
      } catch (error) {
        for (const [slug, value] of points) add(slug, value);
        throw error;
      }
    },
  };

  async function save(points: ReadonlyMap<string, number>): Promise<void> {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const stored = await signals.popularity();
      if (await signals.savePopularity(withPoints(stored, points, clock.nowMs()), stored.revision)) return;
    }
    throw unavailable('The popular products', new Error(`${maxAttempts} other writers came first`));
  }
}
export type PopularityTally = ReturnType<typeof createPopularityTally>;
