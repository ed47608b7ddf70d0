/** npm test: see --help. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const help = `npm test -- [mocha options] [files]

Runs every test that needs Node, npm and a browser only: services, local platform, contracts, and the whole shop with its
purchases, crashes and a browser. About 10 minutes on two cores; real engines on free ports, in temporary folders.

  npm test -- services/checkout/test/*.test.ts   only these files
  npm test -- --fgrep "lesson 3"                 only tests whose name has this text

Tests with further needs have scripts of their own: see README.md, "Tests".
`;

const root = join(import.meta.dirname, '..', '..');
/** Folders below test/ whose tests need more than Node, npm and a browser. */
const separate = ['opensearch', 'stripe', 'redis'];
const everywhere = ['services/*/test/**/*.test.ts', 'scripts/**/test/**/*.test.ts', 'test/**/*.test.ts'];

const given = process.argv.slice(2);
if (given.includes('--help')) {
  process.stdout.write(help);
} else {
  const files = given.some((argument) => argument.endsWith('.test.ts')) ? [] : everywhere;
  const ignored = separate.flatMap((name) => ['--ignore', `**/test/${name}/**`]);
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const child = spawn(process.execPath, [mocha, ...ignored, ...files, ...given], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}
