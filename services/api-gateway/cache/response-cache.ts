import { isServiceError, type ServiceError } from '@evermart/kit/problem';
import { LRUCache } from 'lru-cache';
import { type CachedAnswer, readyToWrite, type StoredAnswer } from './cached-answer.ts';
import type { SharedCache } from './shared-cache.ts';

export interface ResponseCacheOptions {
  /** How long an answer is fresh; 0 turns the cache off. */
  readonly ttlMs: number;
  /** How long after that it is served while a new one is fetched. */
  readonly staleMs: number;
  /** How long after that it is served when none can be fetched. */
  readonly staleIfErrorMs: number;
  readonly maxBytes: number;
  /** What all gateways share; absent where there is no Redis. */
  readonly shared?: SharedCache | undefined;
  readonly nowMs?: () => number;
}

/** Asks the service. @throws ServiceError `not-found` and others as the service answers, `dependency-unavailable` */
export type Fill = () => Promise<StoredAnswer>;

const maxMissing = 10_000;
const missingMs = 1_000;
/** Renewals of stale answers at a time: who waits for an answer that nobody has must not stand behind hundreds of them. */
const maxRenewals = 4;
/** Heads, keys and objects weigh something too. */
const entryOverheadBytes = 3_000;

/** Answers to public reads, ready to be written. However many ask for one at once, it is fetched once. */
export function createResponseCache(options: ResponseCacheOptions) {
  const { ttlMs, staleMs, staleIfErrorMs, maxBytes, shared, nowMs = Date.now } = options;
  const on = ttlMs > 0;
  const cacheControl = on
    ? `public, max-age=${Math.ceil(ttlMs / 1_000)}, stale-while-revalidate=${Math.ceil(staleMs / 1_000)}`
    : 'no-cache';
  const answers = new LRUCache<string, CachedAnswer>({
    maxSize: maxBytes,
    sizeCalculation: ({ body }) => body.length + entryOverheadBytes,
  });
  const missing = new LRUCache<string, ServiceError>({ max: maxMissing, ttl: Math.max(1, Math.min(ttlMs, missingMs)) });
  const flights = new Map<string, Promise<CachedAnswer>>();
  let renewals = 0;
  let clearedAtMs = Number.NEGATIVE_INFINITY;

  return {
    /** What can be answered at once; a stale one is renewed in the background. */
    hit(key: string, fill: Fill): CachedAnswer | undefined {
      const answer = answers.get(key);
      if (answer === undefined) return undefined;
      const ageMs = nowMs() - answer.storedAtMs;
      if (ageMs < ttlMs) return answer;
      if (ageMs >= ttlMs + staleMs) return undefined;
      renewBehind(key, fill);
      return answer;
    },

    /**
     * Fetches, or waits for who is fetching already. `outdated`: the service is down and an old answer stands in.
     *
     * @throws ServiceError as `fill` does
     */
    async load(key: string, fill: Fill): Promise<{ answer: CachedAnswer; outdated: boolean }> {
      if (!on) return { answer: readyToWrite(await fill(), cacheControl), outdated: false };
      const known = missing.get(key);
      if (known !== undefined) throw known;
      try {
        return { answer: await fly(key, fill), outdated: false };
      } catch (error) {
        const old = isServiceError(error, 'dependency-unavailable', 'internal') ? answers.peek(key) : undefined;
        if (old === undefined || nowMs() - old.storedAtMs > ttlMs + staleMs + staleIfErrorMs) throw error;
        return { answer: old, outdated: true };
      }
    },

    /** After a change that shows in many answers: what was fetched before it is not given any more, by this process. */
    clear(): void {
      clearedAtMs = nowMs();
      answers.clear();
      missing.clear();
      flights.clear();
    },
  };

  /** Whoever asks when too many are under way is served stale again, and a later hit renews it. */
  function renewBehind(key: string, fill: Fill): void {
    if (renewals >= maxRenewals || flights.has(key)) return;
    renewals += 1;
    fly(key, fill)
      .catch(() => {
        // Served stale until it is too old for that; the error is answered and logged then.
      })
      .finally(() => {
        renewals -= 1;
      });
  }

  function fly(key: string, fill: Fill): Promise<CachedAnswer> {
    const running = flights.get(key);
    if (running !== undefined) return running;
    const flight = renew(key, fill).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    flights.set(key, flight);
    return flight;
  }

  async function renew(key: string, fill: Fill): Promise<CachedAnswer> {
    const startedMs = nowMs();
    // What the others share may be as old as an answer can be fresh.
    const sharedIsOld = startedMs < clearedAtMs + ttlMs;
    try {
      const stored = shared === undefined || sharedIsOld ? await fill() : await shared.getOrFill(key, fill);
      const answer = readyToWrite(stored, cacheControl);
      if (startedMs >= clearedAtMs) answers.set(key, answer);
      return answer;
    } catch (error) {
      if (isServiceError(error, 'not-found')) {
        answers.delete(key);
        missing.set(key, error);
      }
      throw error;
    }
  }
}
export type ResponseCache = ReturnType<typeof createResponseCache>;
