import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../find-on-path.ts';

const run = promisify(execFile);
const timeoutMs = 300_000;

/**
 * The jars that a pom asks for, copied once into `<folder>/jars`.
 * @throws Error that names the missing program or Maven's own message
 */
export async function jarsFrom(
  pom: string,
  folder: string,
  notice: (text: string) => void,
): Promise<{ java: string; jars: string }> {
  const java = findOnPath('java');
  const maven = findOnPath('mvn');
  if (java === undefined || maven === undefined) throw new Error(`${pom} needs java (17 or later) and mvn on PATH.`);
  const jars = join(folder, 'jars');
  const digest = createHash('sha256').update(readFileSync(pom)).digest('hex');
  const marker = join(jars, `${digest}.complete`);
  if (existsSync(marker)) return { java, jars };

  notice(`Bringing ${folder.split('/').at(-1)} from Maven (about 50 MB, once) ...`);
  const partial = join(folder, `jars.${process.pid}`);
  try {
    await run(maven, ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${partial}`], {
      timeout: timeoutMs,
    });
  } catch (cause) {
    const output = cause instanceof Error && 'stdout' in cause ? String(cause.stdout).trim() : '';
    throw new Error(`Maven could not bring the jars of ${pom}:\n${output}`, { cause });
  }
  await writeFile(join(partial, `${digest}.complete`), '');
  await rm(jars, { recursive: true, force: true });
  await rename(partial, jars);
  return { java, jars };
}
