import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eventually } from '../../../../test/support/eventually.ts';
import { freePort } from '../../../../test/support/free-port.ts';

const version = 'v0.203.0';
const root = join(import.meta.dirname, '../../../..');
const tools = join(root, '.local/tools/bin');
const stripeMock = join(tools, 'stripe-mock');

const help = `Runs the Stripe provider's tests against stripe-mock ${version}, on a free port.

  node test/stripe/check-stripe.ts [--help]

stripe-mock is built with Go into .local/tools/bin where it is missing.
`;

function installStripeMock(): void {
  if (existsSync(stripeMock)) return;
  process.stdout.write(`building stripe-mock ${version} ...\n`);
  const { status, error } = spawnSync('go', ['install', `github.com/stripe/stripe-mock@${version}`], {
    env: { ...process.env, GOBIN: tools },
    stdio: 'inherit',
  });
  if (error !== undefined)
    throw new Error('Go is needed to build stripe-mock: install it from https://go.dev/dl and try again.');
  if (status !== 0) throw new Error(`go install ended with ${status}`);
}

/** The exit code of the tests. */
async function runTests(): Promise<number> {
  const port = await freePort();
  const mock = spawn(stripeMock, ['-http-port', String(port)], { stdio: 'ignore' });
  const apiBase = `http://127.0.0.1:${port}`;
  try {
    await eventually(() => fetch(apiBase).then(() => true), { withinMs: 20_000 });
    const mocha = spawn(
      process.execPath,
      [join(root, 'node_modules/mocha/bin/mocha.js'), 'services/payment/test/stripe/*.test.ts'],
      {
        cwd: root,
        env: { ...process.env, STRIPE_API_BASE: apiBase },
        stdio: 'inherit',
      },
    );
    const [code] = (await once(mocha, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    mock.kill();
  }
}

try {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(help);
  } else {
    installStripeMock();
    process.exitCode = await runTests();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
