import type { Redis } from '@evermart/kit/redis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

export interface LimiterOptions {
  readonly name: string;
  readonly points: number;
  readonly durationSeconds: number;
  readonly redis: Redis | undefined;
}

/** Counts in Redis, for all gateways together; in this process's memory while Redis is away. */
export function createRateLimiter({ name, points, durationSeconds, redis }: LimiterOptions): RateLimiterAbstract {
  const memory = new RateLimiterMemory({ keyPrefix: `limit:${name}`, points, duration: durationSeconds });
  if (redis === undefined) return memory;
  return new RateLimiterRedis({
    storeClient: redis.client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
    keyPrefix: `limit:${name}`,
    points,
    duration: durationSeconds,
  });
}
