import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { ProcessSpec } from './process-spec.ts';

/** What every process may know of the machine; credentials and proxies of the person's shell stay out. */
const inherited = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'JAVA_HOME'];

/** In a process group of its own: Ctrl-C in the terminal is for the supervisor, and a forced end takes children along. */
export function spawnProcess(spec: ProcessSpec): ChildProcess {
  const machine = Object.fromEntries(
    inherited.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
  return spawn(spec.command, spec.args, {
    env: { ...machine, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...(spec.runAs ?? {}),
  });
}

/** From now on the process works in what the others leave. Linux weighs sessions first, and each process here has its own. */
export function yieldToOthers({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  const priority = constants.priority.PRIORITY_BELOW_NORMAL;
  unlessUnknown(() => setPriority(pid, priority));
  unlessUnknown(() => writeFileSync(`/proc/${pid}/autogroup`, String(priority)));
}

/** The process may be gone already, and not every system has such priorities: it then runs like any other. */
function unlessUnknown(setting: () => void): void {
  try {
    setting();
  } catch {}
}

export function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
