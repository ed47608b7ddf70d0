import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Outlives the supervisor by two seconds at most, to end what a SIGKILLed supervisor could not. */
export interface Guardian {
  add(pid: number, stopSignal: NodeJS.Signals): void;
  remove(pid: number): void;
  /** Lets go of every process, without ending any. */
  close(): Promise<void>;
}

const script = join(import.meta.dirname, 'guardian.sh');

export function startGuardian(): Guardian {
  const guarded = new Map<number, NodeJS.Signals>();
  let closed = false;
  let shell = spawnShell();

  function spawnShell(): ChildProcess {
    // A process group of its own: Ctrl-C in the terminal is for the supervisor, which ends the others in order.
    const child = spawn('/bin/sh', [script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    child.stdin?.on('error', () => {});
    child.once('exit', () => {
      if (closed) return;
      shell = spawnShell();
      for (const [pid, signal] of guarded) tell(`add ${pid} ${signal.slice(3)}`);
    });
    return child;
  }

  function tell(line: string): void {
    shell.stdin?.write(`${line}\n`);
  }

  return {
    add(pid, stopSignal) {
      guarded.set(pid, stopSignal);
      tell(`add ${pid} ${stopSignal.slice(3)}`);
    },
    remove(pid) {
      if (guarded.delete(pid)) tell(`remove ${pid}`);
    },
    async close() {
      closed = true;
      for (const pid of guarded.keys()) tell(`remove ${pid}`);
      const exited = once(shell, 'exit');
      shell.stdin?.end();
      await exited;
    },
  };
}
