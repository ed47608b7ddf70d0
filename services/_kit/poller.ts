import type { Logger } from './log.ts';

export interface PollerOptions {
  readonly name: string;
  readonly logger: Logger;
  /** Does one portion. `more` asks to be called again at once. */
  readonly work: () => Promise<'more' | 'idle'>;
  readonly idleMs: number;
  /** Longest wait after failures in a row. Default 2,000: short, so that work resumes soon after an outage ends. */
  readonly maxBackoffMs?: number;
}

export interface Poller {
  /** Waits for the portion at hand. */
  stop(): Promise<void>;
  /** Looks now instead of at the end of the wait. */
  wake(): void;
}

/** Repeats background work until stopped; failures back off and are logged once until it works again. */
export function createPoller({ name, logger, work, idleMs, maxBackoffMs = 2_000 }: PollerOptions): Poller {
  let stopped = false;
  let failures = 0;
  let endWait: (() => void) | undefined;

  const finished = loop();
  return {
    stop: async () => {
      stopped = true;
      endWait?.();
      await finished;
    },
    wake: () => endWait?.(),
  };

  async function loop(): Promise<void> {
    while (!stopped) {
      const waitMs = await once();
      if (waitMs > 0 && !stopped) await wait(waitMs);
    }
  }

  async function once(): Promise<number> {
    try {
      const outcome = await work();
      if (failures > 0) logger.info({ event: `${name}.recovered`, failures });
      failures = 0;
      return outcome === 'more' ? 0 : idleMs;
    } catch (error) {
      failures += 1;
      if (failures === 1) logger.warn({ event: `${name}.failing`, err: error });
      return Math.min(maxBackoffMs, idleMs * 2 ** Math.min(failures, 10));
    }
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      endWait = done;
      function done() {
        clearTimeout(timer);
        endWait = undefined;
        resolve();
      }
    });
  }
}
