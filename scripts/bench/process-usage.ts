import { readFileSync } from 'node:fs';

/** USER_HZ of Linux on every architecture that Node runs on. */
const ticksPerSecond = 100;

export interface ProcessUsage {
  readonly cpuSeconds: number;
  /** Proportional set size: shared pages are divided among those who share them. */
  readonly pssMiB: number;
}

/** From /proc, hence on Linux only; `undefined` elsewhere or for a process that has ended. */
export function usageOf(pid: number): ProcessUsage | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      pssMiB: Number(pss?.[1] ?? 0) / 1024,
    };
  } catch {
    return undefined;
  }
}
