import type { Logger } from '@evermart/kit/log';
import { createPoller } from '@evermart/kit/poller';
import { LRUCache } from 'lru-cache';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';

export interface RequestLimiterOptions {
  readonly points: number;
  readonly durationSeconds: number;
  /** The count of all gateways together. */
  readonly total: RateLimiterAbstract;
  readonly logger: Logger;
  /** How often the local counts are added up there. Default 1,000: so long may a client overdraw at each gateway. */
  readonly shareMs?: number;
}

interface Count {
  windowEndsMs: number;
  taken: number;
  /** Taken and not told to the others yet. */
  untold: number;
  blockedUntilMs: number;
}

const maxClients = 50_000;
const sharedAtOnce = 200;

/**
 * The general limit: each request costs an addition in memory. Once a second the sums go to the shared count, and who
 * is over it there is blocked here until its window ends, so that ten gateways together allow little more than one.
 */
export function createRequestLimiter(options: RequestLimiterOptions) {
  const { points, durationSeconds, total, logger, shareMs = 1_000 } = options;
  const counts = new LRUCache<string, Count>({ max: maxClients });
  const untold = new Set<string>();
  const sharing = createPoller({ name: 'request-limiter', logger, idleMs: shareMs, work: share });

  return {
    /** 0 when the request may pass, else the seconds until the client may come again. */
    take(client: string): number {
      const nowMs = performance.now();
      const count = counts.get(client) ?? start(client, nowMs);
      if (count.blockedUntilMs > nowMs) return secondsUntil(count.blockedUntilMs, nowMs);
      if (count.windowEndsMs <= nowMs) {
        count.windowEndsMs = nowMs + durationSeconds * 1_000;
        count.taken = 0;
      }
      count.taken += 1;
      if (count.taken > points) return secondsUntil(count.windowEndsMs, nowMs);
      count.untold += 1;
      untold.add(client);
      return 0;
    },
    stop: () => sharing.stop(),
  };

  function start(client: string, nowMs: number): Count {
    const count = { windowEndsMs: nowMs + durationSeconds * 1_000, taken: 0, untold: 0, blockedUntilMs: 0 };
    counts.set(client, count);
    return count;
  }

  async function share(): Promise<'more' | 'idle'> {
    const clients = [...untold].slice(0, sharedAtOnce);
    await Promise.all(clients.map(shareOne));
    return untold.size > 0 && clients.length === sharedAtOnce ? 'more' : 'idle';
  }

  async function shareOne(client: string): Promise<void> {
    untold.delete(client);
    const count = counts.peek(client);
    if (count === undefined) return;
    const points = count.untold;
    count.untold = 0;
    const { consumedPoints, msBeforeNext } = await total.penalty(client, points);
    if (consumedPoints > total.points) count.blockedUntilMs = performance.now() + msBeforeNext;
  }
}
export type RequestLimiter = ReturnType<typeof createRequestLimiter>;

const secondsUntil = (thenMs: number, nowMs: number) => Math.max(1, Math.ceil((thenMs - nowMs) / 1_000));
