import type { Logger } from '@evermart/kit/log';
import { isServiceError } from '@evermart/kit/problem';
import { LRUCache } from 'lru-cache';
import { mostPopular } from '../signals/popularity.ts';
import type { SignalRepository } from '../signals/signal-repository.ts';

export interface CachedSignalsDeps {
  readonly signals: SignalRepository;
  readonly logger: Logger;
  readonly ttlMs: number;
}

const maxProducts = 2_000;
const interestsToRead = 30;

/**
 * What the table knows, each part read at most once in `ttlMs` however many ask. While the table is away they answer
 * what was known before, or nothing: something can be recommended all the same.
 */
export function createCachedSignals({ signals, logger, ttlMs }: CachedSignalsDeps) {
  let failing = false;
  const stale = { ttl: ttlMs, allowStaleOnFetchRejection: true } as const;
  const together = new LRUCache<string, ReadonlyMap<string, number>>({
    ...stale,
    max: maxProducts,
    fetchMethod: (slug) => signals.boughtTogether(slug),
  });
  const popular = new LRUCache<'top', readonly string[]>({
    ...stale,
    max: 1,
    fetchMethod: async () => mostPopular(await signals.popularity()),
  });

  return {
    /** Orders by the other product's slug. */
    boughtTogether: (slug: string) => orElse(together.fetch(slug), noOrders),
    /** Slugs, the most popular first. */
    popular: () => orElse(popular.fetch('top'), nothing),
    /** Slugs, the latest first. Not cached: it is what the visitor has just done. */
    recentInterests: (visitorId: string) => orElse(signals.recentInterests(visitorId, interestsToRead), nothing),
  };

  async function orElse<Answer>(reading: Promise<Answer | undefined>, otherwise: Answer): Promise<Answer> {
    try {
      const answer = await reading;
      failing = false;
      return answer ?? otherwise;
    } catch (error) {
      if (!isServiceError(error, 'dependency-unavailable')) throw error;
      if (!failing) logger.warn({ event: 'recommendations.without-signals', err: error });
      failing = true;
      return otherwise;
    }
  }
}
export type CachedSignals = ReturnType<typeof createCachedSignals>;

const nothing: readonly string[] = [];
const noOrders: ReadonlyMap<string, number> = new Map();
