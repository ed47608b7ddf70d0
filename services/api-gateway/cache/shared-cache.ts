import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@evermart/kit/log';
import type { Redis } from '@evermart/kit/redis';
import type { StoredAnswer } from './cached-answer.ts';

export interface SharedCache {
  /** The answer that some gateway has fetched within the last `ttlMs`, or what `fill` fetches now, for all of them. */
  getOrFill(key: string, fill: () => Promise<StoredAnswer>): Promise<StoredAnswer>;
}

export interface SharedCacheOptions {
  readonly redis: Redis;
  readonly ttlMs: number;
  readonly logger: Logger;
}

const prefix = 'response:';
/** Stands in Redis while a gateway is fetching; so long do others wait for it before they ask the service themselves. */
const filling = '';
const fillingMs = 1_000;
const pollMs = 15;

/**
 * The second level in Redis: ten gateways fill once. One command claims a key or tells what is there; a gateway that
 * finds the claim of another asks again until there is an answer, or the claim is free because the other has failed.
 * Whatever goes wrong with Redis, the service is asked.
 */
export function createSharedCache({ redis, ttlMs, logger }: SharedCacheOptions): SharedCache {
  return {
    async getOrFill(key, fill) {
      const redisKey = prefix + key;
      const deadlineMs = performance.now() + fillingMs;
      while (performance.now() < deadlineMs) {
        const found = await quietly(() => claim(redisKey));
        if (found === undefined) return fill();
        if (found === null) return fillFor(redisKey, fill);
        if (found !== filling) return decode(found);
        await delay(pollMs);
      }
      return fill();
    },
  };

  /** `null`: ours to fill. */
  async function claim(key: string): Promise<string | null> {
    const before = await redis.client.set(key, filling, {
      condition: 'NX',
      GET: true,
      expiration: { type: 'PX', value: fillingMs },
    });
    return before?.toString() ?? null;
  }

  async function fillFor(key: string, fill: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
    try {
      const answer = await fill();
      void quietly(() => redis.client.set(key, encode(answer), { expiration: { type: 'PX', value: ttlMs } }));
      return answer;
    } catch (error) {
      void quietly(() => redis.client.del(key));
      throw error;
    }
  }

  async function quietly<Result>(command: () => Promise<Result>): Promise<Result | undefined> {
    if (!redis.ready()) return undefined;
    try {
      return await command();
    } catch (error) {
      logger.debug({ event: 'shared-cache.failed', err: error });
      return undefined;
    }
  }
}

/** `<stored at> <content type>\n<body>`: bodies are JSON, so text. */
function encode({ storedAtMs, contentType, body }: StoredAnswer): string {
  return `${storedAtMs} ${contentType}\n${body.toString('utf8')}`;
}

function decode(value: string): StoredAnswer {
  const space = value.indexOf(' ');
  const line = value.indexOf('\n');
  return {
    // Another gateway's clock may be ahead of ours.
    storedAtMs: Math.min(Date.now(), Number(value.slice(0, space))),
    contentType: value.slice(space + 1, line),
    body: Buffer.from(value.slice(line + 1)),
  };
}
