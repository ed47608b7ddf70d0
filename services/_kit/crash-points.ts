import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from './log.ts';

/** Marks a named moment between two steps of a saga. Does nothing unless a test or a drill has armed it. */
export type CrashPoint = (name: string) => void;

/**
 * Moments at which tests and drills kill a process. To arm one, write a file with the point's name into `directory`:
 *
 *     kill          this process dies by SIGKILL
 *     kill <pid>    that process dies, this one goes on
 *
 * A file works once: it is removed before the kill. Without a directory (production) the points cost a call and nothing else.
 */
export function createCrashPoints(directory: string | undefined, logger: Logger): CrashPoint {
  if (directory === undefined) return () => {};
  return (name) => {
    const file = join(directory, name);
    const order = readOrder(file);
    if (order === undefined) return;
    rmSync(file);
    const pid = Number(order.split(' ')[1] ?? process.pid);
    logger.warn({ event: 'crash-point.reached', point: name, pid });
    process.kill(pid, 'SIGKILL');
  };
}

function readOrder(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
