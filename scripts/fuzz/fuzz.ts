/** Fuzzes the served OpenAPI document with schemathesis: see --help. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPlatform } from '../local/platform.ts';
import { freePorts } from '../local/ports.ts';
import { installSchemathesis } from './install-schemathesis.ts';
import { makeKnownValues } from './known-values.ts';
import { createPerson, type Person } from './person.ts';
import { runSchemathesis } from './run-schemathesis.ts';
import { schemathesisSettings } from './schemathesis-settings.ts';
import { watchServiceErrors } from './service-errors.ts';

const help = `npm run fuzz -- [options]

Starts the shop on free ports, reads /api/openapi.json and lets schemathesis try every operation as a guest, as a customer and
as an administrator, with values that the shop knows and with others. Fails on a 5xx, on a status, a content type or a header
that the document does not list, on an answer that does not have the documented shape, on bad input that is taken, and on an
error in the log of a service.

  --examples <n>   tries for each operation, beside the systematic ones (default 40)
  --seed <n>       the same seed tries the same (default 1)
  --minutes <n>    gives up, and fails, after that long (default 30)
  --help

Needs python3 with venv; schemathesis is installed into .local/tools/fuzz. About 4 minutes with --examples 15.
`;

interface Options {
  readonly examples: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { examples: text, seed: text, minutes: text, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const minutes = wholeNumber('minutes', values.minutes ?? '30');
  const given = {
    examples: wholeNumber('examples', values.examples ?? '40'),
    seed: wholeNumber('seed', values.seed ?? '1'),
  };
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => interrupted.abort(new Error(`ended by ${name}`)));
  }
  const command = installSchemathesis();
  const late = setTimeout(() => interrupted.abort(new Error(`not done after ${minutes} minutes`)), minutes * 60_000);
  try {
    return (await fuzzShop(command, { ...given, signal: interrupted.signal })) ? 0 : 1;
  } catch (error) {
    throw interrupted.signal.aborted ? interrupted.signal.reason : error;
  } finally {
    clearTimeout(late);
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new Error(`--${name} takes a whole number from 1 to 99999, not "${text}"`);
}

/** Whether everything held, for everybody. */
async function fuzzShop(command: string, { examples, seed, signal }: Options): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-fuzz-'));
  const serviceErrors = watchServiceErrors();
  try {
    const platform = await startPlatform({
      folder: join(folder, 'shop'),
      ports: await freePorts(),
      storefront: false,
      notice: (line) => process.stderr.write(`${line}\n`),
      onLine: serviceErrors.onLine,
      signal,
    });
    try {
      const origin = platform.url;
      const failed: string[] = [];
      for (const [person, settings] of await prepare(origin, platform.people)) {
        process.stdout.write(`\n== as ${person.name}, ${new Date().toISOString().slice(11, 19)}\n`);
        const headers = person.headers();
        const held = await runSchemathesis({ command, origin, examples, seed, headers, settings, folder, signal });
        const errors = serviceErrors.take();
        for (const error of errors) process.stdout.write(`${error}\n`);
        if (!held || errors.length > 0) failed.push(person.name);
      }
      if (failed.length > 0) process.stderr.write(`fuzz: see above what did not hold as ${failed.join(' and ')}\n`);
      return failed.length === 0;
    } finally {
      await platform.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The people, each with the settings of their run. */
async function prepare(
  origin: string,
  people: readonly { email: string; password: string; groups: readonly string[] }[],
): Promise<(readonly [Person, string])[]> {
  const guest = createPerson(origin, { name: 'guest', email: 'guest@evermart.test' });
  const prepared = [await withSettings(guest, false)];
  for (const { email, password, groups } of people) {
    const admin = groups.includes('admin');
    const person = createPerson(origin, { name: admin ? 'admin' : 'customer', email });
    await person.send('POST', '/auth/sign-in', { email, password });
    prepared.push(await withSettings(person, admin));
  }
  return prepared;
}

async function withSettings(person: Person, admin: boolean): Promise<readonly [Person, string]> {
  return [person, schemathesisSettings(await makeKnownValues(person, { admin }))];
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
