import { setTimeout as delay } from 'node:timers/promises';
import { type DataFolder, readJson, removeFile, writeJson } from './data-folder.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process/process-identity.ts';

/** Who runs in a data folder: what keeps a second start out, and what the next start ends when a supervisor was killed. */
interface RunRecord {
  readonly supervisor: ProcessIdentity;
  readonly edgeUrl: string;
  readonly processes: Readonly<Record<string, ProcessIdentity>>;
}

const fileName = 'run.json';
const endsWithinMs = 3000;

export interface RunLock {
  record(processes: Readonly<Record<string, ProcessIdentity>>): void;
  release(): void;
}

/**
 * Takes the folder for this process, after ending what a killed supervisor left behind.
 * @throws Error with the pid and the address of the start that is running here.
 */
export async function takeDataFolder(folder: DataFolder, edgeUrl: string): Promise<RunLock> {
  const path = folder.file(fileName);
  const previous = readJson<RunRecord>(path);
  if (previous !== undefined) {
    if (isAlive(previous.supervisor)) {
      throw new Error(
        `A platform is running here already: process ${previous.supervisor.pid}, ${previous.edgeUrl}.\n` +
          'Use that one, stop it with Ctrl-C, or start another region beside it with --region <name> --port-base <number>.',
      );
    }
    await endLeftovers(Object.values(previous.processes));
  }
  const supervisor = identityOf(process.pid);
  if (supervisor === undefined) throw new Error('this process can not see itself in the process table');
  const record = (processes: RunRecord['processes']) => writeJson(path, { supervisor, edgeUrl, processes });
  record({});
  return { record, release: () => removeFile(path) };
}

async function endLeftovers(leftovers: readonly ProcessIdentity[]): Promise<void> {
  const alive = () => leftovers.filter(isAlive);
  for (const { pid } of alive()) signalProcess(pid, 'SIGTERM');
  const deadline = performance.now() + endsWithinMs;
  while (alive().length > 0 && performance.now() < deadline) await delay(50);
  for (const { pid } of alive()) signalProcess(pid, 'SIGKILL');
  while (alive().length > 0) await delay(20);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
