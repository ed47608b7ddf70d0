/** `npm run local:memory`: what each process of the running platform holds, shared pages divided among those who share them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RegionAddresses } from './addresses.ts';
import { readJson } from './data-folder.ts';
import { localFolder } from './platform-options.ts';
import { childrenOf } from './process/child-processes.ts';

const help = `Usage: npm run local:memory

Prints the memory of the platform that npm start runs: PSS (shared pages divided among those who share them) and RSS,
in MiB, from /proc/<pid>/smaps_rollup. PostgreSQL's backends count for postgres. Linux only.
`;

interface Memory {
  readonly pssMib: number;
  readonly rssMib: number;
}

const kibPerMib = 1024;

function memoryOf(pid: number): Memory {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / kibPerMib;
    return { pssMib: mib('Pss'), rssMib: mib('Rss') };
  } catch {
    return { pssMib: 0, rssMib: 0 };
  }
}

function sum(memories: readonly Memory[]): Memory {
  return {
    pssMib: memories.reduce((total, { pssMib }) => total + pssMib, 0),
    rssMib: memories.reduce((total, { rssMib }) => total + rssMib, 0),
  };
}

function row(name: string, { pssMib, rssMib }: Memory): string {
  return `  ${name.padEnd(18)} ${pssMib.toFixed(0).padStart(8)} ${rssMib.toFixed(0).padStart(8)}`;
}

function supervisorOf(region: string): number | undefined {
  return readJson<{ supervisor: { pid: number } }>(join(localFolder, region, 'run.json'))?.supervisor.pid;
}

function table(region: string, addresses: RegionAddresses): string {
  const supervisor = supervisorOf(region);
  const own = Object.entries(addresses).flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid] as const]));
  const rows = [...own, ...(supervisor === undefined ? [] : [['supervisor', supervisor] as const])].map(
    ([name, pid]) => [name, sum([pid, ...(name === 'postgres' ? childrenOf(pid) : [])].map(memoryOf))] as const,
  );
  rows.sort(([, left], [, right]) => right.pssMib - left.pssMib);
  const total = sum(rows.map(([, memory]) => memory));
  const withoutSearch = sum(rows.filter(([name]) => name !== 'opensearch').map(([, memory]) => memory));
  return [
    `${region}, MiB:`,
    `  ${'process'.padEnd(18)} ${'PSS'.padStart(8)} ${'RSS'.padStart(8)}`,
    ...rows.map(([name, memory]) => row(name, memory)),
    row('total', total),
    row('without opensearch', withoutSearch),
    '',
  ].join('\n');
}

try {
  if (parseArgs({ options: { help: { type: 'boolean' } } }).values.help === true) {
    process.stdout.write(help);
  } else {
    const regions = readJson<Record<string, RegionAddresses>>(join(localFolder, 'addresses.json'));
    if (regions === undefined) throw new Error('No platform is running: start one with npm start.');
    for (const [region, addresses] of Object.entries(regions)) process.stdout.write(table(region, addresses));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
