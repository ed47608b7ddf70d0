import { Pool } from 'undici';
import { type Measurement, summarise } from './measure-reads.ts';

/** A new visitor's first line: no two requests share a cart. */
export async function measureCartLines(load: {
  origin: string;
  nextSku: () => string;
  connections: number;
  seconds: number;
}): Promise<Measurement> {
  const pool = new Pool(load.origin, { connections: load.connections, pipelining: 1 });
  const latencies: number[] = [];
  let failures = 0;
  const startedMs = performance.now();
  const endMs = startedMs + load.seconds * 1_000;

  async function loop(): Promise<void> {
    while (performance.now() < endMs) {
      const sentMs = performance.now();
      const answer = await pool.request({
        method: 'POST',
        path: '/api/v1/cart/lines',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sku: load.nextSku(), quantity: 1 }),
      });
      await answer.body.dump();
      latencies.push(performance.now() - sentMs);
      if (answer.statusCode !== 200) failures += 1;
    }
  }

  await Promise.all(Array.from({ length: load.connections }, loop));
  await pool.close();
  return summarise(latencies, (performance.now() - startedMs) / 1_000, failures);
}
