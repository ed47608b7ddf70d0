import { setTimeout as delay } from 'node:timers/promises';

/**
 * Ends no sooner than `floorMs` after its start, however it ends: how long an answer takes must not tell whether an account
 * exists. The floor lies above what the identity provider usually takes.
 */
export async function noSoonerThan<Result>(floorMs: number, work: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([work(), delay(floorMs)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** As `noSoonerThan` for failures; a success takes the time it takes. */
export async function failingNoSoonerThan<Result>(floorMs: number, work: () => Promise<Result>): Promise<Result> {
  const floor = delay(floorMs);
  try {
    return await work();
  } catch (error) {
    await floor;
    throw error;
  }
}
