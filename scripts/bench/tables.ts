import { cpus, totalmem } from 'node:os';
import type { OrderRow, ProcessRow, ReadRow } from './run-bench.ts';

export function machineName(): string {
  const [first] = cpus();
  const memoryGiB = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} x ${first?.model ?? 'unknown processor'}, ${memoryGiB} GiB, Node ${process.version}, load generator on the same machine`;
}

export function readsTable(rows: readonly ReadRow[]): string {
  return table(
    ['request', 'through', 'cache', 'connections', 'per second', 'of bare', 'p50 ms', 'p95 ms', 'p99 ms', 'errors'],
    rows.map(({ what, via, cache, connections, measured }) => {
      const bare = rows.find((row) => row.what === 'bare node:http' && row.connections === connections);
      const share = bare === undefined ? '' : `${Math.round((100 * measured.perSecond) / bare.measured.perSecond)} %`;
      return [
        what,
        via,
        cache,
        connections,
        Math.round(measured.perSecond),
        share,
        ...latencies(measured),
        measured.failures,
      ];
    }),
  );
}

export function ordersTable(rows: readonly OrderRow[]): string {
  return table(
    [
      'complete orders',
      'connections',
      'per second',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'orders',
      'answered 202',
      'errors',
      'queues empty after s',
    ],
    rows.map(({ via, connections, measured, drainedAfterMs }) => [
      `through the ${via}`,
      connections,
      measured.perSecond.toFixed(1),
      ...latencies(measured),
      measured.requests,
      measured.accepted.length,
      measured.failures,
      (drainedAfterMs / 1_000).toFixed(1),
    ]),
  );
}

export function processTable(rows: readonly ProcessRow[]): string {
  const total = rows.reduce((sum, { pssMiB }) => sum + pssMiB, 0);
  return table(
    ['process', 'CPU of one core during orders', 'PSS MiB'],
    [
      ...rows.map(({ name, cpuShare, pssMiB }) => [name, `${Math.round(cpuShare * 100)} %`, Math.round(pssMiB)]),
      ['all', '', Math.round(total)],
    ],
  );
}

function latencies({ p50Ms, p95Ms, p99Ms }: { p50Ms: number; p95Ms: number; p99Ms: number }): string[] {
  return [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(1));
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
