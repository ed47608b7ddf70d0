import { execFileSync } from 'node:child_process';
import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import type { Platform, ProcessName } from '../../scripts/local/platform-options.ts';
import { watchAnswers } from './answer-watch.ts';
import { eventually } from './eventually.ts';
import type { Shop } from './shop.ts';
import type { Shopper } from './shopper.ts';

/** Takes a process away (`undefined`: it is already) while `work` runs; it is back when this resolves, whatever `work` did. */
export async function whileAway(
  platform: Pick<Platform, 'stopProcess' | 'startProcess'>,
  name: ProcessName | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (name === undefined) return work();
  await platform.stopProcess(name);
  try {
    await work();
  } finally {
    await platform.startProcess(name);
  }
}

/** Freezes a process (`undefined`: it is away anyway) with its children while `work` runs: connections stand, and nobody answers. */
export async function whileFrozen(
  { process: processOf }: Pick<Platform, 'process'>,
  name: ProcessName | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (name === undefined) return work();
  const { pid } = processOf(name);
  if (pid === undefined) throw new Error(`${name} does not run`);
  const pids = [pid, ...childrenOf(pid)];
  for (const each of pids) process.kill(each, 'SIGSTOP');
  try {
    await work();
  } finally {
    for (const each of pids) process.kill(each, 'SIGCONT');
  }
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

/**
 * What holds of every outage, for `beforeEach` and `afterEach`: timely answers, no error of the shop's own, no service
 * but the one taken away was restarted, and the records agree once every purchase has come to its end.
 */
export function watchOutage(shop: Shop) {
  const answers = watchAnswers();
  const pids = () => new Map(serviceNames.map((name) => [name, shop.platform.process(name).pid] as const));
  const before = pids();

  return {
    shopper: () => shop.shopper(answers.onAnswer),
    async assertHarmless(away?: ProcessName): Promise<void> {
      const restarted = [...pids()].filter(([name, pid]) => name !== away && pid !== before.get(name));
      expect(restarted, 'services that needed a restart').to.deep.equal([]);
      const { differences } = await shop.settledAudit({ withinMs: 60_000 });
      expect(differences).to.deep.equal([]);
      answers.assertPromisesKept();
    },
  };
}
export type OutageWatch = ReturnType<typeof watchOutage>;

/** Follows a purchase that was answered 202 to its end. @throws Error when it takes longer than the API promises */
export async function endOf(shopper: Shopper, checkoutId: string, { withinMs = 30_000 } = {}): Promise<string> {
  return eventually(
    async () => {
      const { status, body } = await shopper.get(`/checkouts/${checkoutId}`);
      return status === 200 && body.status !== 'processing' && body.status;
    },
    { withinMs, everyMs: 100 },
  );
}

/** Answers by path, each asked once. */
export async function statusesOf(shopper: Shopper, paths: readonly string[]): Promise<Record<string, number>> {
  const answers = await Promise.all(paths.map(async (path) => [path, (await shopper.get(path)).status] as const));
  return Object.fromEntries(answers);
}

export const allOk = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, 200]));
