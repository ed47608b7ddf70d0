import { setTimeout as delay } from 'node:timers/promises';

/** Asks until `probe` neither throws nor answers `undefined` or `false`; fails with its last error after `withinMs` (default 10,000). */
export async function eventually<Result>(
  probe: () => Promise<Result | undefined | false> | Result | undefined | false,
  { withinMs = 10_000, everyMs = 25 } = {},
): Promise<Result> {
  const deadline = performance.now() + withinMs;
  let lastError: unknown = new Error('the condition never held');
  while (performance.now() < deadline) {
    try {
      const result = await probe();
      if (result !== undefined && result !== false) return result;
    } catch (error) {
      lastError = error;
    }
    await delay(everyMs);
  }
  throw new Error(`nothing within ${withinMs} ms`, { cause: lastError });
}
