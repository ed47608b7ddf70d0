import { createClient } from 'redis';
import type { Logger } from './log.ts';

export type Redis = ReturnType<typeof connectRedis>;

/**
 * A client that fails at once while Redis is away (no queue of commands) and reconnects by itself, so that callers
 * can fall back. `ready()` tells whether it is worth asking.
 */
export function connectRedis({ url, logger }: { url: string; logger: Logger }) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: 250 },
    socket: { connectTimeout: 500, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2_000) },
  });
  let reported = false;
  client.on('error', (error: unknown) => {
    if (!reported) logger.warn({ event: 'redis.unavailable', err: error });
    reported = true;
  });
  client.on('ready', () => {
    if (reported) logger.info({ event: 'redis.available' });
    reported = false;
  });
  client.connect().catch(() => {
    // Reported by the error listener; the reconnect strategy goes on.
  });
  return { client, ready: () => client.isReady, close: async () => client.destroy() };
}
