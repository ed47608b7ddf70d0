import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Guardian } from '../../local/process/guardian.ts';

export interface BackgroundProcess {
  readonly name: string;
  /** Rejects when the process ends before anybody stopped it; never resolves. */
  readonly failed: Promise<never>;
  /** Resolves when it is gone; kills it after a few seconds. */
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  readonly name: string;
  readonly command: string;
  readonly given: readonly string[];
  readonly folder: string;
  readonly logFile: string;
  /** Ends it should this process be killed. */
  readonly guardian: Guardian;
}

const graceMs = 5_000;
const shownLines = 15;

/** A process group of its own: Ctrl-C in the terminal is for the script, which ends its processes in order. */
export function startInBackground(options: BackgroundOptions): BackgroundProcess {
  const { name, command, given, folder, logFile, guardian } = options;
  const log = openSync(logFile, 'a');
  const child = spawn(command, given, { cwd: folder, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let stopping = false;
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (cause) => reject(new Error(`${name} could not be started`, { cause })));
    child.once('exit', (code, signal) => {
      if (stopping) return;
      reject(new Error(`${name} ended with ${signal ?? code}. The end of its log:\n${endOf(logFile)}`));
    });
  });
  // Whoever waits for it hears of it; nobody has to.
  failed.catch(() => {});
  if (child.pid !== undefined) guardian.add(child.pid, 'SIGTERM');
  return {
    name,
    failed,
    async stop() {
      stopping = true;
      await ended(child);
      if (child.pid !== undefined) guardian.remove(child.pid);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exit;
  clearTimeout(force);
}

const endOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-shownLines).join('\n');
