/**
 * Measures the whole shop on this machine: see --help. Everything is started for it on free ports and ended after it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { assertOrdersKept } from './assert-orders-kept.ts';
import { benchShop, startBareServer, startShopForBench } from './bench-shop.ts';
import { type BenchPlan, runBench } from './run-bench.ts';
import { machineName, ordersTable, processTable, readsTable } from './tables.ts';

const help = `npm run bench -- [options]

Requests and complete orders per second with their p50, p95 and p99, through the gateway and through the edge, with the
response cache on and off; CPU and memory of each process; and the ceiling of a bare node:http server in the same run.
Fails when an order that it counted is missing in the order database or in the payment provider's ledger.

  --scale small|large|both   products: 1,000, 100,000 (default: both)
  --connections <list>       default 1,16,64
  --seconds <n>              length of one run of reads (default 4)
  --runs <n>                 runs of each reading; the median is shown (default 3)
  --order-seconds <n>        length of the run of orders at 16 connections (default 60)
  --search opensearch|postgres  default: opensearch where java and mvn are found
  --out <file>               writes the tables as Markdown, too
  --help

Needs Node and npm; a real OpenSearch needs Java 17 and Maven. About 25 minutes for both scales.
`;

const Options = z.strictObject({
  scale: z.enum(['small', 'large', 'both']).default('both'),
  connections: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'numbers joined by commas, e.g. 1,16,64')
    .default('1,16,64'),
  seconds: z.coerce.number().int().min(1).max(60).default(4),
  runs: z.coerce.number().int().min(1).max(15).default(3),
  'order-seconds': z.coerce.number().int().min(1).max(600).default(60),
  search: z.enum(['opensearch', 'postgres']).optional(),
  out: z.string().min(1).optional(),
});

const text = { type: 'string' } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: text,
      connections: text,
      seconds: text,
      runs: text,
      'order-seconds': text,
      search: text,
      out: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { help: _help, ...given } = values;
  const options = Options.parse(given);
  const plan: BenchPlan = {
    connections: options.connections.split(',').map(Number),
    seconds: options.seconds,
    runs: options.runs,
    orderSeconds: options['order-seconds'],
  };
  const scales = options.scale === 'both' ? (['small', 'large'] as const) : [options.scale];
  const report: string[] = [`Machine: ${machineName()}`];
  for (const scale of scales) report.push(await benchScale(scale, options.search, plan));
  const markdown = report.join('\n\n');
  process.stdout.write(`\n${markdown}\n`);
  if (options.out !== undefined) writeFileSync(options.out, `${markdown}\n`);
}

async function benchScale(
  scale: 'small' | 'large',
  search: 'opensearch' | 'postgres' | undefined,
  plan: BenchPlan,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-bench-'));
  const bare = await startBareServer();
  const platform = await startShopForBench({ folder, scale, search });
  try {
    const shop = await benchShop(platform);
    const result = await runBench({ shop, bareOrigin: bare.origin, plan, progress });
    await assertOrdersKept(platform, result.orders);
    return [
      `## ${scale === 'small' ? '1,000' : '100,000'} products, search on ${shop.searchEngine}`,
      readsTable(result.reads),
      ordersTable(result.orders),
      processTable(result.processes),
    ].join('\n\n');
  } finally {
    await platform.stop();
    bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function progress(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `bench: ${error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
