import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { imageEnvironment, imageFolder, imageUser, mainFile, nodeArguments } from './image-layout.ts';

export interface RunningImage {
  readonly pid: number;
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** The most memory that it ever held, VmHWM of proc(5). */
  peakMiB(): number;
  /** Ends it as Kubernetes does; the exit code, or the signal that it took. */
  stop(): Promise<number | NodeJS.Signals>;
}

export interface ImageRun {
  /** What `buildImageFiles` wrote. */
  readonly root: string;
  /** Beside what the image says by itself: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it will listen. */
  readonly url: string;
}

const startTimeoutMs = 15_000;
const stopTimeoutMs = 15_000;
const askEveryMs = 5;

/**
 * Runs the files as the image would: same arguments and working directory, no rights of root, nothing to write to.
 *
 * @throws Error with what it wrote, when it ends or does not answer in time
 */
export async function runImage({ root, environment, url }: ImageRun): Promise<RunningImage> {
  const [command, ...given] = unprivileged([process.execPath, ...nodeArguments, mainFile]);
  const startedMs = performance.now();
  const child = spawn(command!, given, {
    cwd: join(root, imageFolder),
    env: { ...imageEnvironment, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const written: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => written.push(text));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  try {
    await untilAnswered(`${url}/health/live`, child);
  } catch (cause) {
    child.kill('SIGKILL');
    await ended;
    throw new Error(`${root} does not answer at ${url}: ${written.join('').slice(-2_000)}`, { cause });
  }
  const startMs = performance.now() - startedMs;
  const pid = child.pid!;
  return {
    pid,
    startMs,
    peakMiB: () => peakOf(readFileSync(`/proc/${pid}/status`, 'utf8')),
    stop: async () => {
      const forced = globalThis.setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      child.kill('SIGTERM');
      const [code, signal] = await ended;
      clearTimeout(forced);
      return code ?? signal ?? 'SIGKILL';
    },
  };
}

/** Whether a process with the image's rights is kept from changing the image's files. */
export function isReadOnly(root: string): boolean {
  const script = "require('node:fs').writeFileSync('written', '')";
  const [command, ...given] = unprivileged([process.execPath, '-e', script]);
  const { stderr } = spawnSync(command!, given, { cwd: join(root, imageFolder), env: {}, encoding: 'utf8' });
  return /EACCES|EROFS/.test(stderr);
}

/** As root it becomes the image's user and gives up every capability; anybody else has no rights to give up. */
export function unprivileged(command: readonly string[], uid = process.getuid?.()): readonly string[] {
  if (uid !== 0) return command;
  const user = [`--reuid=${imageUser}`, `--regid=${imageUser}`, '--clear-groups'];
  return ['setpriv', ...user, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--', ...command];
}

/** @param status /proc/<pid>/status */
export function peakOf(status: string): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('there is no VmHWM: peaks are measured on Linux');
  return Number(kilobytes) / 1024;
}

async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await delay(askEveryMs);
  }
  throw new Error(child.exitCode === null ? 'no answer in time' : `it ended with ${child.exitCode}`);
}
