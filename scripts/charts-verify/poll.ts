import { setTimeout as delay } from 'node:timers/promises';

export interface PollOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/**
 * Asks until nothing is missing.
 *
 * @param missing what is missing, in words; nothing when it is as it should be
 * @throws Error with the last words when the time is over
 */
export async function untilNothingMissing(
  missing: () => Promise<string | undefined>,
  { signal, timeoutMs, everyMs = 250 }: PollOptions,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const words = await missing();
    if (words === undefined) return;
    if (performance.now() >= deadline) throw new Error(`after ${Math.round(timeoutMs / 1_000)} s: ${words}`);
    await delay(everyMs, undefined, { signal });
  }
}
