/** `npm start`: one region of the shop on this machine, until Ctrl-C. */
import { join } from 'node:path';
import { createConsoleLog } from './cli/console-log.ts';
import { printReady, printTimings } from './cli/report.ts';
import { helpText, readStartOptions, type StartOptions, UsageError } from './cli/start-options.ts';
import { startPlatform } from './platform.ts';
import { localFolder, type Platform } from './platform-options.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const parentCheckMs = 1000;

async function run(options: StartOptions): Promise<void> {
  const log = createConsoleLog({ verbose: options.verbose });
  const interrupted = new AbortController();
  let platform: Platform | undefined;

  // Ctrl-C reaches this process from the terminal and from npm: the second one is no wish of its own.
  const onSignal = () => {
    if (interrupted.signal.aborted) return;
    interrupted.abort(new Error('interrupted'));
    log.notice('Stopping ...');
    if (platform !== undefined) stopAndExit(platform);
  };
  for (const signal of signals) process.on(signal, onSignal);
  stopWithParent(onSignal);

  log.notice(`Starting ${options.platform.region} ...`);
  try {
    platform = await startPlatform({
      ...options.platform,
      addressesFile: join(localFolder, 'addresses.json'),
      peopleFile: join(localFolder, 'people.json'),
      onLine: log.line,
      notice: log.notice,
      signal: interrupted.signal,
    });
  } catch (error) {
    if (interrupted.signal.aborted) process.exit(0);
    throw error;
  }
  if (options.verbose) printTimings(platform.timings());
  printReady(platform);
}

function stopAndExit(platform: Platform): void {
  platform.stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

/** When what started us was killed, nobody can press Ctrl-C any more. */
function stopWithParent(stop: () => void): void {
  if (process.env.EVERMART_BOOTSTRAPPED === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, parentCheckMs).unref();
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  process.stderr.write(`${message}${cause}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

try {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options === 'help') process.stdout.write(helpText);
  else await run(options);
} catch (error) {
  fail(error);
}
