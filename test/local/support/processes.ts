import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Pids of the living processes whose command line, environment or working folder names `text`. Linux. */
export function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && names(pid, text));
}

function names(pid: number, text: string): boolean {
  try {
    const places = [readFileSync(`/proc/${pid}/cmdline`, 'utf8'), readlinkSync(`/proc/${pid}/cwd`)];
    return places.some((place) => place.includes(text)) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text);
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Pids of the children of `parent` whose command line names `text`. */
export function childrenOf(parent: number | undefined, text: string): number[] {
  return processesNaming(text).filter((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
  });
}
