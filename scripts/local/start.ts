/** `npm start`: one region of the shop on this machine, until Ctrl-C. */
import { join } from 'node:path';
import { createConsoleLog } from './cli/console-log.ts';
import { printReady, printTimings } from './cli/report.ts';
import { runUntilSignal } from './cli/run-until-signal.ts';
import { helpText, readStartOptions, type StartOptions, UsageError } from './cli/start-options.ts';
import { startPlatform } from './platform.ts';
import { localFolder } from './platform-options.ts';

async function run(options: StartOptions): Promise<void> {
  const log = createConsoleLog({ verbose: options.verbose });
  log.notice(`Starting ${options.platform.region} ...`);
  const output = {
    addressesFile: join(localFolder, 'addresses.json'),
    peopleFile: join(localFolder, 'people.json'),
    onLine: log.line,
    notice: log.notice,
  };
  await runUntilSignal((signal) => startPlatform({ ...options.platform, ...output, signal }), {
    onReady: (platform) => {
      if (options.verbose) printTimings(platform.timings());
      printReady(platform);
    },
    onStopping: () => log.notice('Stopping ...'),
    onStopped: () => log.notice('Stopped.'),
  });
}

// A reader that has gone, as in `npm start | head`, is no reason to leave processes behind.
process.stdout.on('error', () => {});

try {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options === 'help') process.stdout.write(helpText);
  else await run(options);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  process.stderr.write(`${message}${cause}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}
