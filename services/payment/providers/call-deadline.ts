import { setTimeout as delay } from 'node:timers/promises';
import { remainingMs } from '@evermart/kit/request-context';

/** Kept back of the caller's time, so that what was learnt is recorded and answered before the caller gives up. */
const recordingMs = 150;
const retryDelaysMs = [100, 300];

/** The provider failed in a way that a repeat with the same idempotency key may cure. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
}

/** Whole milliseconds to wait for a provider now: `timeoutMs`, or what the caller's deadline leaves. 0 or less: too late to ask. */
export function waitFor(timeoutMs: number): number {
  return Math.floor(Math.min(timeoutMs, remainingMs() - recordingMs));
}

/** Repeats after a `ProviderFailure`, twice and only while the caller waits. A timeout is not repeated: it has used up the time. */
export async function withRepeats<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of retryDelaysMs) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ProviderFailure) || remainingMs() < pauseMs + recordingMs) throw error;
      await delay(pauseMs * (0.5 + Math.random()));
    }
  }
  return ask();
}
