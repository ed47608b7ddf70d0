import { createHash } from 'node:crypto';
import { ServiceError } from '@evermart/kit/problem';
import type { Redis } from '@evermart/kit/redis';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitName } from './limit-settings.ts';
import { createRateLimiter } from './rate-limiter.ts';

export interface SharpLimitOptions {
  readonly checkoutsPerMinute: number;
  readonly accountPerMinute: number;
  readonly accountAddressPerHour: number;
  readonly redis: Redis | undefined;
}

/** Limits for what is worth attacking: passwords, codes and cards. Counted exactly, for all gateways together. */
export function createSharpLimits(options: SharpLimitOptions) {
  const { checkoutsPerMinute, accountPerMinute, accountAddressPerHour, redis } = options;
  const byClient: Record<LimitName, RateLimiterAbstract> = {
    checkout: createRateLimiter({ name: 'checkout', points: checkoutsPerMinute, durationSeconds: 60, redis }),
    account: createRateLimiter({ name: 'account', points: accountPerMinute, durationSeconds: 60, redis }),
  };
  const byAddress = createRateLimiter({
    name: 'account-address',
    points: accountAddressPerHour,
    durationSeconds: 3_600,
    redis,
  });

  return {
    /** @throws ServiceError `rate-limited` */
    takeForClient: (limit: LimitName, client: string) => take(byClient[limit], client),
    /** @throws ServiceError `rate-limited` */
    takeForAddress: (email: string) => take(byAddress, keyOf(email)),
    /** After a success: somebody who signs in often is no attacker. */
    forgiveAddress: async (email: string) => {
      await byAddress.delete(keyOf(email));
    },
  };
}
export type SharpLimits = ReturnType<typeof createSharpLimits>;

export function rateLimited(retryAfterSeconds: number): ServiceError {
  return new ServiceError('rate-limited', `Too many requests. Come again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
}

async function take(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw rateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)));
    throw refusal;
  }
}

/** No address stands in Redis. */
function keyOf(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}
