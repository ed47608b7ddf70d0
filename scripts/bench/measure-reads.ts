import { Client, Pool } from 'undici';
import { median, percentile } from './statistics.ts';

export interface Measurement {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
  /** Answers that were not as expected: a bench that counts errors as work is worthless. */
  readonly failures: number;
}

export interface ReadLoad {
  readonly origin: string;
  /** The next path to ask for. */
  readonly nextPath: () => string;
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Closed loop: each connection asks again as soon as it has its answer. undici's `dispatch` costs a quarter of a
 * `fetch`, so on a machine of few cores the generator takes little from what it measures.
 */
export async function measureReads({ origin, nextPath, connections, seconds }: ReadLoad): Promise<Measurement> {
  const clients = Array.from({ length: connections }, () => new Client(origin, { pipelining: 1 }));
  const latencies: number[] = [];
  let failures = 0;
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1_000;

  await Promise.all(clients.map((client) => new Promise<void>((resolve) => ask(client, resolve))));
  const elapsedSeconds = (performance.now() - startedMs) / 1_000;
  await Promise.all(clients.map((client) => client.close()));
  return summarise(latencies, elapsedSeconds, failures);

  function ask(client: Client, done: () => void): void {
    const sentMs = performance.now();
    if (sentMs >= endMs) {
      done();
      return;
    }
    const answered = (ok: boolean) => {
      latencies.push(performance.now() - sentMs);
      if (!ok) failures += 1;
      ask(client, done);
    };
    let ok = false;
    client.dispatch(
      { method: 'GET', path: nextPath() },
      {
        onRequestStart: () => {},
        onResponseStart: (_controller, status) => {
          ok = status === 200;
        },
        onResponseData: () => {},
        onResponseEnd: () => answered(ok),
        // Not at once: a server that is gone fails synchronously, and would recurse for ever.
        onResponseError: () => void setImmediate(answered, false),
      },
    );
  }
}

/** Asks for each of them once, a few at a time: a cache in front of them is warm then. */
export async function askEach(origin: string, paths: readonly string[]): Promise<void> {
  const pool = new Pool(origin, { connections: 4 });
  await Promise.all(
    paths.map(async (path) => {
      const { body } = await pool.request({ method: 'GET', path });
      await body.dump();
    }),
  );
  await pool.close();
}

export function summarise(latencies: readonly number[], elapsedSeconds: number, failures: number): Measurement {
  return {
    perSecond: latencies.length / elapsedSeconds,
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    p99Ms: percentile(latencies, 0.99),
    requests: latencies.length,
    failures,
  };
}

/** The median of each figure over several runs; failures add up. */
export function medianOf(runs: readonly Measurement[]): Measurement {
  const of = (figure: (run: Measurement) => number) => median(runs.map(figure));
  return {
    perSecond: of((run) => run.perSecond),
    p50Ms: of((run) => run.p50Ms),
    p95Ms: of((run) => run.p95Ms),
    p99Ms: of((run) => run.p99Ms),
    requests: of((run) => run.requests),
    failures: runs.reduce((sum, run) => sum + run.failures, 0),
  };
}
