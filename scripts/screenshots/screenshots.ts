/** npm run screenshots: see --help. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPlatform } from '../local/platform.ts';
import { type Platform, repositoryRoot } from '../local/platform-options.ts';
import { freePorts } from '../local/ports.ts';
import { openSearchAvailable } from '../local/stores/opensearch-tools.ts';
import { takeScreenshots } from './take-screenshots.ts';

const help = `npm run screenshots -- [options]

Makes the pictures in docs/screenshots/ anew: starts a shop of its own on free ports, walks through it in Chromium
(found by itself, or named by CHROME_PATH) and ends everything again. Takes about a minute, and more
with OpenSearch: the pictures wait for its index.

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
    if (openSearchAvailable()) await wholeSearch(platform.url, signal);
    const sizes = await Promise.race([takeScreenshots(platform.url, folder), rejectWhenAborted(signal)]);
    for (const [name, bytes] of Object.entries(sizes)) {
      console.log(`${join(folder, name)}  ${Math.ceil(bytes / 1024)} KB`);
    }
  } finally {
    await platform?.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** A shop sells before its search index is there, and says so beside the results until it is. */
async function wholeSearch(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const answer = (await (await fetch(`${url}/api/v1/search?q=lamp`, { signal })).json()) as { degraded?: boolean };
    if (answer.degraded === false) return;
    await delay(1000, undefined, { signal });
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
  const message = error instanceof Error ? error.message : String(error);
  console.error(`${message}\nNo pictures were taken from there on. See npm run screenshots -- --help.`);
  process.exit(1);
}
process.exit();
