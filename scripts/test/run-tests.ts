/** npm test and its suites with further needs: see --help. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Suites in folders of their own below a test folder, with what they need. */
const suites = ['opensearch', 'stripe', 'redis'] as const;

const help = `npm test -- [mocha options] [files]

Runs every test that needs Node, npm and a browser only: services, local platform, contracts, and the whole shop with its
purchases, crashes and a browser. About 10 minutes on two cores; real engines on free ports, in temporary folders.

  npm test -- services/checkout/test/*.test.ts   only these files
  npm test -- --fgrep "lesson 3"                 only tests whose name has this text

Suites that need more, and say how to get it where it is missing:

  npm run test:opensearch   a real OpenSearch: Java 17 or newer, Maven
  npm run test:stripe       stripe-mock: Go
  npm run test:redis        a Redis or Valkey server on the PATH, or python3 with pip
`;

const root = join(import.meta.dirname, '..', '..');
const everywhere = ['services/*/test/**/*.test.ts', 'scripts/**/test/**/*.test.ts', 'test/**/*.test.ts'];

const given = process.argv.slice(2);
const suite = suites.find((name) => given[0] === `--suite=${name}`);
if (given.includes('--help')) process.stdout.write(help);
else if (suite === undefined) run([...suites.flatMap(ignoring), ...filesUnlessGiven(), ...given]);
else run([`{services/*/test,test/**}/${suite}/**/*.test.ts`, ...given.slice(1)]);

function filesUnlessGiven(): readonly string[] {
  return given.some((argument) => argument.endsWith('.test.ts')) ? [] : everywhere;
}

function ignoring(name: string): readonly string[] {
  return ['--ignore', `**/test/${name}/**`, '--ignore', `test/**/${name}/**`];
}

function run(mochaArguments: readonly string[]): void {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const child = spawn(process.execPath, [mocha, ...mochaArguments], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}
