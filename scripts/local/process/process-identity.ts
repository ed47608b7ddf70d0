import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A pid alone is no identity, since the system gives it out again: with the start time it is. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** What `pid` is now, or `undefined` when nothing lives there. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? linuxStartTime(pid) : psStartTime(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

/** Ticks since boot, field 22 of proc(5)'s stat; the command before it may hold spaces and brackets. A zombie counts as gone. */
function linuxStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function psStartTime(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}
