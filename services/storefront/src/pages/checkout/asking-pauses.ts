import { ApiProblem } from '../../api/problem.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/** How long to wait after the given number of tries in vain: longer each time, and as long as the shop asks for. */
export function pauseAfterMs(triesInVain: number, error: unknown): number {
  const growing = Math.min(firstPauseMs * 2 ** Math.max(0, triesInVain - 1), longestPauseMs);
  const asked = error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.max(growing, asked);
}
