/** Retries may add 10 % of load, with a burst of ten: a dependency in trouble is not buried under repeats (Google SRE book, ch. 22). */
export function createRetryBudget({ ratio = 0.1, burst = 10 } = {}) {
  let tokens = burst;
  return {
    /** For each first attempt. */
    deposit(): void {
      tokens = Math.min(burst, tokens + ratio);
    },
    /** Whether one retry is affordable now. */
    withdraw(): boolean {
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
