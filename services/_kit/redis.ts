import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { createClient } from 'redis';
import type { Logger } from './log.ts';

export type Redis = ReturnType<typeof connectRedis>;

const watchEveryMs = 250;
/** Redis answers in a millisecond or two: after this long it is as good as away. */
const silentMs = 500;
/** For a server that takes the connection and does not greet; a ready one is pinged more often than that. */
const greetingTimeoutMs = 3_000;

/**
 * A client that fails at once while Redis is away (no queue of commands) and reconnects by itself, so that callers
 * can fall back. `ready()` tells whether it is worth asking. One that hangs is away, too: what waits for it fails
 * within about a second.
 */
export function connectRedis({ url, logger }: { url: string; logger: Logger }) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: 250 },
    socket: {
      connectTimeout: 500,
      socketTimeout: greetingTimeoutMs,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2_000),
    },
  });
  let reported = false;
  let asking = false;
  client.on('error', report);
  client.on('ready', () => {
    if (reported) logger.info({ event: 'redis.available' });
    reported = false;
  });
  connect();
  const watching = setInterval(() => void watch(), watchEveryMs).unref();
  return {
    client,
    ready: () => client.isReady,
    close: async () => {
      clearInterval(watching);
      client.destroy();
    },
  };

  function connect(): void {
    client.connect().catch(() => {
      // Reported by the error listener; the reconnect strategy goes on.
    });
  }

  /** The library's timeout of a command covers its way to the socket only: nothing ends the wait for an answer. */
  async function watch(): Promise<void> {
    if (asking || !client.isReady) return;
    asking = true;
    const settled = client.ping().then(
      () => true,
      () => true,
    );
    // A busy process reads late: what has arrived meanwhile counts.
    const answered = (await inTime(settled, delay(silentMs))) || (await inTime(settled, nextTurn()));
    asking = false;
    if (answered || !client.isReady) return;
    report(new Error(`Redis has not answered for ${silentMs} ms`));
    client.destroy();
    connect();
  }

  function report(error: unknown): void {
    if (!reported) logger.warn({ event: 'redis.unavailable', err: error });
    reported = true;
  }
}

function inTime(settled: Promise<boolean>, end: Promise<unknown>): Promise<boolean> {
  return Promise.race([settled, end.then(() => false)]);
}
