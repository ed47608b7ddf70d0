import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../charts-verify/run-command.ts';
import { withoutCredentials } from './without-credentials.ts';

export interface OlderTests {
  /** Of the older tree. */
  readonly folder: string;
  readonly service: string;
  readonly signal: AbortSignal;
  /** Only tests whose files' names have this text. Default: all of the service that need nothing further. */
  readonly only?: string;
}

export interface TestRun {
  readonly passed: boolean;
  /** How many. */
  readonly tests: number;
  readonly words: string;
}

const timeoutMs = 20 * 60_000;

/** Runs the tests of a service in an older tree, against the migrations that are in it. @throws Error when there are none */
export async function runOlderTests({ folder, service, signal, only = '' }: OlderTests): Promise<TestRun> {
  const place = join('services', service, 'test');
  const files = readdirSync(join(folder, place))
    .filter((file) => file.endsWith('.test.ts') && file.includes(only))
    .map((file) => join(place, file));
  if (files.length === 0) throw new Error(`there is no test of ${service} in the older tree`);
  const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
  // A test that fails half-way may leave a server behind, for which mocha would wait.
  const { code, words } = await runCommand(process.execPath, [mocha, '--exit', ...files], {
    env: withoutCredentials(process.env),
    folder,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  return { passed: code === 0, tests: Number(/^\s*(\d+) passing/m.exec(words)?.[1] ?? 0), words };
}
