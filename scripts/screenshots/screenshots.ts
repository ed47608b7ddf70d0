/** npm run screenshots: see --help. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPlatform } from '../local/platform.ts';
import { type Platform, repositoryRoot } from '../local/platform-options.ts';
import { freePorts } from '../local/ports.ts';
import { takeScreenshots } from './take-screenshots.ts';

const help = `npm run screenshots -- [options]

Makes the pictures in docs/screenshots/ anew: starts a shop of its own on free ports, walks through it in Chromium
(found by itself, or named by CHROME_PATH) and ends everything again. Takes about a minute.

Options:
  --out <folder>   where to write them instead
  --help           print this
`;

const wholeRunMs = 300_000;

async function run(folder: string): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'evermart-screenshots-'));
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interrupted.abort(new Error(name)));
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(wholeRunMs)]);
  let platform: Platform | undefined;
  try {
    platform = await startPlatform({ folder: data, ports: await freePorts(), signal, notice: console.error });
    const sizes = await Promise.race([takeScreenshots(platform.url, folder), rejectWhenAborted(signal)]);
    for (const [name, bytes] of Object.entries(sizes)) {
      console.log(`${join(folder, name)}  ${Math.ceil(bytes / 1024)} KB`);
    }
  } finally {
    await platform?.stop();
    await rm(data, { recursive: true, force: true });
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

try {
  const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help) process.stdout.write(help);
  else await run(values.out ?? join(repositoryRoot, 'docs', 'screenshots'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit();
