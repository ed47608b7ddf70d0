import { type BenchShop, type ReadName, readNames } from './bench-shop.ts';
import { drainQueues } from './drain-queues.ts';
import { measureCartLines } from './measure-cart-lines.ts';
import { measureOrders, type OrdersMeasured } from './measure-orders.ts';
import { askEach, type Measurement, measureReads, medianOf } from './measure-reads.ts';
import { type ProcessUsage, usageOf } from './process-usage.ts';

export interface BenchPlan {
  readonly connections: readonly number[];
  readonly seconds: number;
  readonly runs: number;
  readonly orderSeconds: number;
}

export interface ReadRow {
  readonly what: ReadName | 'bare node:http' | 'add to cart';
  readonly via: 'gateway' | 'edge' | '-';
  readonly cache: 'warm' | 'off' | '-';
  readonly connections: number;
  readonly measured: Measurement;
}

export interface OrderRow {
  readonly via: 'gateway' | 'edge';
  readonly connections: number;
  readonly measured: OrdersMeasured;
  /** From the last order to the last queue's being empty. */
  readonly drainedAfterMs: number;
}

export interface ProcessRow {
  readonly name: string;
  /** Of one core, while orders were placed at 16 connections through the gateway. */
  readonly cpuShare: number;
  readonly pssMiB: number;
}

export interface BenchResult {
  readonly reads: readonly ReadRow[];
  readonly orders: readonly OrderRow[];
  readonly processes: readonly ProcessRow[];
}

const mainConnections = 16;
const shortOrderSeconds = 10;

export async function runBench(options: {
  shop: BenchShop;
  bareOrigin: string;
  plan: BenchPlan;
  progress: (line: string) => void;
}): Promise<BenchResult> {
  const { shop, bareOrigin, plan, progress } = options;
  const reads: ReadRow[] = [];
  const orders: OrderRow[] = [];
  let processes: ProcessRow[] = [];

  for (const connections of plan.connections) {
    await read({ what: 'bare node:http', via: '-', cache: '-', connections }, bareOrigin, () => '/');
    for (const what of readNames) {
      await askEach(shop.gateway, shop.everyPath[what]);
      await read({ what, via: 'gateway', cache: 'warm', connections }, shop.gateway, shop.paths[what]);
      await read({ what, via: 'edge', cache: 'warm', connections }, shop.edge, shop.paths[what]);
    }
  }
  const uncached = await shop.uncachedGateway();
  for (const connections of plan.connections) {
    for (const what of readNames) {
      await read({ what, via: 'gateway', cache: 'off', connections }, uncached.origin, shop.paths[what]);
    }
  }
  uncached.stop();
  for (const connections of plan.connections) await addToCart(connections);
  for (const connections of plan.connections) {
    await order('gateway', connections, connections === mainConnections ? plan.orderSeconds : shortOrderSeconds);
  }
  await order('edge', mainConnections, shortOrderSeconds);
  return { reads, orders, processes };

  async function read(row: Omit<ReadRow, 'measured'>, origin: string, nextPath: () => string): Promise<void> {
    const load = { origin, nextPath, connections: row.connections };
    await measureReads({ ...load, seconds: 1 });
    const runs: Measurement[] = [];
    for (let run = 0; run < plan.runs; run += 1) runs.push(await measureReads({ ...load, seconds: plan.seconds }));
    record({ ...row, measured: medianOf(runs) });
  }

  async function addToCart(connections: number): Promise<void> {
    const runs: Measurement[] = [];
    for (let run = 0; run < plan.runs; run += 1) {
      runs.push(
        await measureCartLines({ origin: shop.gateway, nextSku: shop.nextSku, connections, seconds: plan.seconds }),
      );
    }
    record({ what: 'add to cart', via: 'gateway', cache: '-', connections, measured: medianOf(runs) });
  }

  async function order(via: OrderRow['via'], connections: number, seconds: number): Promise<void> {
    const origin = via === 'gateway' ? shop.gateway : shop.edge;
    const usageBefore = usages();
    const measured = await measureOrders({ origin, nextSku: shop.nextSku, connections, seconds });
    if (via === 'gateway' && connections === mainConnections) processes = usageSince(usageBefore, seconds);
    const drainedAfterMs = await drainQueues(shop.platform);
    orders.push({ via, connections, measured, drainedAfterMs });
    progress(
      `orders via ${via}, ${connections} connections: ${measured.perSecond.toFixed(1)}/s, p99 ${measured.p99Ms.toFixed(0)} ms, queues empty after ${(drainedAfterMs / 1_000).toFixed(1)} s`,
    );
  }

  function record(row: ReadRow): void {
    reads.push(row);
    progress(
      `${row.what} via ${row.via}, cache ${row.cache}, ${row.connections} connections: ${row.measured.perSecond.toFixed(0)}/s, p99 ${row.measured.p99Ms.toFixed(1)} ms`,
    );
  }

  function usages(): Map<string, ProcessUsage> {
    const running = Object.entries(shop.platform.addresses());
    return new Map(
      running.flatMap(([name, { pid }]) => {
        const usage = pid === undefined ? undefined : usageOf(pid);
        return usage === undefined ? [] : [[name, usage] as const];
      }),
    );
  }

  function usageSince(before: ReadonlyMap<string, ProcessUsage>, seconds: number): ProcessRow[] {
    return [...usages()].map(([name, usage]) => ({
      name,
      cpuShare: (usage.cpuSeconds - (before.get(name)?.cpuSeconds ?? 0)) / seconds,
      pssMiB: usage.pssMiB,
    }));
  }
}
