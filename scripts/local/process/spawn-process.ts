import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { ProcessSpec } from './process-spec.ts';

/** What every process may know of the machine; credentials and proxies of the person's shell stay out. */
const inherited = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'JAVA_HOME'];

/** In a process group of its own: Ctrl-C in the terminal is for the supervisor, and a forced end takes children along. */
export function spawnProcess(spec: ProcessSpec): ChildProcess {
  const machine = Object.fromEntries(
    inherited.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
  const child = spawn(spec.command, spec.args, {
    env: { ...machine, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...(spec.runAs ?? {}),
  });
  if (spec.background === true && child.pid !== undefined) yieldToOthers(child.pid);
  return child;
}

function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended at once, or this system has no priorities: it then runs like any other.
  }
}

export function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
