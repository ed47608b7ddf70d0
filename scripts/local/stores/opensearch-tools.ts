import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../find-on-path.ts';
import { jarsFrom } from './maven-jars.ts';

const run = promisify(execFile);
const sources = join(import.meta.dirname, 'opensearch');
const launcher = join(sources, 'LocalNode.java');
const trainingTimeoutMs = 60_000;

const oldestJava = 17;

/** Whether this machine can run OpenSearch: a JDK of 17 or later, and Maven to bring the jars. */
export function openSearchAvailable(): boolean {
  return findOnPath('mvn') !== undefined && javaMajor() >= oldestJava;
}

/** Read from the JDK's `release` file, since asking java itself takes a tenth of a second at every start. */
function javaMajor(): number {
  const compiler = findOnPath('javac');
  if (compiler === undefined) return 0;
  try {
    const release = readFileSync(join(dirname(dirname(realpathSync(compiler))), 'release'), 'utf8');
    return Number(/JAVA_VERSION="(\d+)/.exec(release)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Small and quick to start: a demo catalogue needs no more. */
const lean = ['-Xms256m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const logging = ['-Dlog4j2.disable.jmx=true', `-Dlog4j2.configurationFile=${join(sources, 'log4j2.properties')}`];

/**
 * Brings the jars, compiles the launcher and archives the loaded classes, each once. `flags` are followed by the
 * launcher's own arguments.
 */
export async function prepareOpenSearch(
  home: string,
  notice: (text: string) => void,
): Promise<{ java: string; flags: string[] }> {
  const { java, jars } = await jarsFrom(join(sources, 'pom.xml'), home, notice);
  const digest = createHash('sha256').update(readFileSync(launcher)).update(jars).digest('hex').slice(0, 12);
  const jar = join(home, `launcher-${digest}.jar`);
  if (!existsSync(jar)) await compileLauncher(jars, jar);
  const main = [...lean, ...logging, '-cp', `${jar}:${jars}/*`, 'LocalNode'];
  const archive = join(home, `classes-${digest}.jsa`);
  if (!existsSync(archive)) await archiveClasses(java, main, archive);
  return { java, flags: [existsSync(archive) ? `-XX:SharedArchiveFile=${archive}` : '-Xshare:auto', ...main] };
}

async function compileLauncher(jars: string, jar: string): Promise<void> {
  const javac = findOnPath('javac');
  if (javac === undefined)
    throw new Error('OpenSearch needs a JDK (javac on PATH). Start with --search postgres to do without.');
  const classes = await mkdtemp(`${jar}.`);
  await run(javac, ['-cp', `${jars}/*`, '-d', classes, launcher]);
  await run(join(dirname(javac), 'jar'), ['--create', '--file', `${jar}.partial`, '-C', classes, '.']);
  await rename(`${jar}.partial`, jar);
  await rm(classes, { recursive: true });
}

/** A class data archive takes a third off every later start: a killed node is back in 2 s. The JVM does without one if it must. */
async function archiveClasses(java: string, main: readonly string[], archive: string): Promise<void> {
  const folder = await mkdtemp(`${archive}.`);
  await mkdir(join(folder, 'config'));
  try {
    await run(java, [`-XX:ArchiveClassesAtExit=${archive}.partial`, ...main, folder, '127.0.0.1', '0', '0', 'once'], {
      timeout: trainingTimeoutMs,
      maxBuffer: 64 * 1024 * 1024,
    });
    await rename(`${archive}.partial`, archive);
  } catch {
    await rm(`${archive}.partial`, { force: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
