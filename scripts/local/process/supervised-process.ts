import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Guardian } from './guardian.ts';
import type { ProcessOutput } from './output.ts';
import { pollUntil } from './probes.ts';
import type { ProcessSpec } from './process-spec.ts';
import { killGroup, spawnProcess, yieldToOthers } from './spawn-process.ts';

const firstBackoffMs = 200;
const maxBackoffMs = 2000;
/** One that lived this long is not failing to start: its next restart is immediate again. */
const steadyMs = 3000;
const startTimeoutMs = 60_000;
const maxFailedStarts = 6;
const defaultGraceMs = 5000;

export interface SupervisedProcess {
  readonly name: string;
  readonly url: string;
  /** Of the process that listens; `undefined` while it is down. */
  pid(): number | undefined;
  /** Of the process that was spawned, whether or not it answers yet. */
  spawnedPid(): number | undefined;
  /** Resolves when it answers. @throws Error with its last lines when it keeps dying before it ever answered. */
  start(): Promise<void>;
  /** Ends it and keeps it down: the stop signal, then SIGKILL after `graceMs` (5 s). */
  stop(graceMs?: number): Promise<void>;
  /** Sends `signal` to it and waits until a new process answers: what a crash looks like. */
  crash(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it in order and starts it again. */
  restart(): Promise<void>;
}

export interface SupervisionDeps {
  readonly guardian: Guardian;
  readonly output: ProcessOutput;
  /** A line for the person who watches, e.g. about a restart. */
  readonly notice: (text: string) => void;
  /** A process was spawned, answers, or is gone. */
  readonly onChange: () => void;
}

/** Keeps one process running: it is back within 5 s of its death, however often it dies. */
export function superviseProcess(spec: ProcessSpec, deps: SupervisionDeps): SupervisedProcess {
  let wanted = false;
  let child: ChildProcess | undefined;
  let answers = false;
  let running: Promise<void> | undefined;
  let up = deferred();
  let cancelBackoff = new AbortController();

  async function keepRunning(): Promise<void> {
    let failures = 0;
    let everAnswered = false;
    while (wanted) {
      const startedAt = performance.now();
      const reason = await runOnce(() => {
        everAnswered = true;
      });
      if (!wanted) return;
      failures = performance.now() - startedAt > steadyMs ? 0 : failures + 1;
      if (!everAnswered && failures >= maxFailedStarts) {
        wanted = false;
        up.reject(
          new Error(`${spec.name} does not start (${reason}). Its last lines:\n  ${deps.output.tail().join('\n  ')}`),
        );
        return;
      }
      const backoffMs = failures === 0 ? 0 : Math.min(maxBackoffMs, firstBackoffMs * 2 ** (failures - 1));
      deps.notice(`${spec.name} ended (${reason}); starting it again${backoffMs === 0 ? '' : ` in ${backoffMs} ms`}`);
      await delay(backoffMs, undefined, { signal: cancelBackoff.signal }).catch(() => {});
    }
  }

  /** One life, from spawn to exit. Returns why it ended. */
  async function runOnce(onAnswer: () => void): Promise<string> {
    const life = new AbortController();
    const process = spawnProcess(spec);
    child = process;
    const ended = new Promise<string>((resolve) => {
      process.once('error', (error) => resolve(error.message));
      process.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    for (const stream of [process.stdout, process.stderr]) if (stream !== null) deps.output.attach(stream);
    if (process.pid !== undefined) deps.guardian.add(process.pid, spec.stopSignal ?? 'SIGTERM');
    deps.onChange();

    pollUntil(spec.probe, { timeoutMs: Number.POSITIVE_INFINITY, signal: life.signal }).then(
      () => {
        if (life.signal.aborted) return;
        answers = true;
        if (spec.background === true) yieldToOthers(process);
        onAnswer();
        up.resolve();
        deps.onChange();
      },
      () => {},
    );
    const reason = await ended;
    life.abort();
    if (process.pid !== undefined) deps.guardian.remove(process.pid);
    child = undefined;
    answers = false;
    if (up.settled) up = deferred();
    deps.onChange();
    return reason;
  }

  async function start(): Promise<void> {
    if (!wanted) {
      wanted = true;
      cancelBackoff = new AbortController();
      if (up.settled) up = deferred();
      running = keepRunning();
    }
    await withTimeout(
      up.promise,
      startTimeoutMs,
      () =>
        `${spec.name} did not answer at ${spec.url} within ${startTimeoutMs / 1000} s. Its last lines:\n  ${deps.output.tail().join('\n  ')}`,
    );
  }

  async function stop(graceMs = defaultGraceMs): Promise<void> {
    wanted = false;
    cancelBackoff.abort();
    if (!up.settled) up.reject(new Error(`${spec.name} was stopped before it answered`));
    const ending = child;
    if (ending?.pid !== undefined) {
      ending.kill(spec.stopSignal ?? 'SIGTERM');
      const forced = setTimeout(() => killGroup(ending), graceMs);
      await running;
      clearTimeout(forced);
    }
    await running;
  }

  return {
    name: spec.name,
    url: spec.url,
    pid: () => (answers ? child?.pid : undefined),
    spawnedPid: () => child?.pid,
    start,
    stop,
    async crash(signal = 'SIGKILL') {
      const dying = child;
      if (dying === undefined) return start();
      const exited = new Promise((resolve) => dying.once('exit', resolve));
      dying.kill(signal);
      await exited;
      await start();
    },
    async restart() {
      await stop();
      await start();
    },
  };
}

function deferred() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  const state = {
    promise,
    settled: false,
    resolve: () => {
      state.settled = true;
      resolve();
    },
    reject: (error: Error) => {
      state.settled = true;
      reject(error);
    },
  };
  return state;
}

async function withTimeout(work: Promise<void>, timeoutMs: number, message: () => string): Promise<void> {
  const cancelled = new AbortController();
  const timeout = delay(timeoutMs, undefined, { signal: cancelled.signal }).then(
    () => Promise.reject(new Error(message())),
    () => {},
  );
  try {
    await Promise.race([work, timeout]);
  } finally {
    cancelled.abort();
  }
}
