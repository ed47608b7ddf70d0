/**
 * The CDKTF command line: see --help. It brings a native module that has no build for Node 24, so it runs under a Node 22
 * of its own, outside of the project's packages; `npx cdktf-cli` in this folder would find Node 24 first.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { localFolder, repositoryRoot } from '../local/platform-options.ts';

const packages = { 'cdktf-cli': '0.21.0', node: '22.23.3' };
const help = `npm run cdktf -- <command> [options]

The CDKTF command line ${packages['cdktf-cli']}: synth, diff, deploy, destroy, list ... with the options of cdktf. The first time it is
installed into .local/tools/cdktf, which takes a minute. diff, deploy and destroy need terraform and credentials.

  npm run cdktf -- synth
  npm run cdktf -- diff staging-eu-west-1-network
  npm run cdktf -- deploy staging-eu-west-1-network
  npm run cdktf -- synth --help     what cdktf says itself
`;

const folder = join(localFolder, 'tools', 'cdktf');
const given = process.argv.slice(2);
if (given.length === 0 || given[0] === '--help') {
  process.stdout.write(help);
  process.exitCode = given.length === 0 ? 2 : 0;
} else {
  install();
  run(given);
}

function install(): void {
  const manifest = join(folder, 'package.json');
  /** Written last, so that half an installation counts as none. */
  const installed = join(folder, 'installed.json');
  const wanted = `${JSON.stringify({ private: true, dependencies: packages }, undefined, 2)}\n`;
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  process.stderr.write('Installing cdktf-cli into .local/tools/cdktf ...\n');
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('cdktf-cli could not be installed: is the package registry reachable?');
  writeFileSync(installed, wanted);
}

function run(args: readonly string[]): void {
  const modules = join(folder, 'node_modules');
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.startsWith(repositoryRoot));
  const child = spawn(
    join(modules, 'node', 'bin', 'node'),
    [join(modules, 'cdktf-cli', 'bundle', 'bin', 'cdktf'), ...args],
    { cwd: repositoryRoot, stdio: 'inherit', env: { ...process.env, PATH: path.join(delimiter) } },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}
