/** Remembers how long each step of a start took. */
export function createStopwatch() {
  const laps: { name: string; ms: number }[] = [];
  return {
    async time<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      const startedAt = performance.now();
      try {
        return await work();
      } finally {
        laps.push({ name, ms: performance.now() - startedAt });
      }
    },
    laps: () => [...laps],
  };
}
export type Stopwatch = ReturnType<typeof createStopwatch>;
