import { execFileSync } from 'node:child_process';
import { findOnPath } from '../find-on-path.ts';

const oldestJava = 17;

/** Whether this machine can run OpenSearch: a JDK of 17 or later, and Maven to bring the jars. */
export function openSearchAvailable(): boolean {
  return findOnPath('mvn') !== undefined && findOnPath('javac') !== undefined && javaMajor() >= oldestJava;
}

function javaMajor(): number {
  const java = findOnPath('java');
  if (java === undefined) return 0;
  try {
    return Number(/"?(\d+)/.exec(execFileSync(java, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
