/** Checks the workflows: see --help. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPythonTools } from '../infra/python-tool.ts';
import { localFolder } from '../local/platform-options.ts';

const actionlintVersion = 'v1.7.12';

const help = `npm run workflows:check [-- --help]

Reads .github/workflows with actionlint ${actionlintVersion} (syntax, expressions, and shellcheck on their scripts) and
with zizmor (security: injections, permissions, unpinned actions). They are installed into .local/tools where they are
missing: needs Go (https://go.dev/dl) and python3 with venv.
`;

const root = join(import.meta.dirname, '..', '..');
const workflows = join(root, '.github', 'workflows');

function main(): number {
  if (parseArgs({ options: { help: { type: 'boolean' } } }).values.help) {
    process.stdout.write(help);
    return 0;
  }
  const files = readdirSync(workflows).filter((name) => /\.ya?ml$/.test(name));
  // A check that looks at nothing would pass.
  if (files.length === 0) throw new Error(`${workflows} has no workflow`);
  const tools = installPythonTools('workflows');
  const shellcheck = join(tools, 'shellcheck');
  const results = [
    run(installActionlint(), ['-color', '-shellcheck', shellcheck, ...files.map((name) => join(workflows, name))]),
    run(join(tools, 'zizmor'), [
      '--offline',
      '--no-progress',
      '--persona=pedantic',
      '--config',
      join(root, '.github', 'zizmor.yml'),
      join(root, '.github'),
    ]),
  ];
  process.stdout.write(
    `${files.length} workflows, ${results.filter((code) => code !== 0).length} of 2 checks failed\n`,
  );
  return results.every((code) => code === 0) ? 0 : 1;
}

function installActionlint(): string {
  const folder = join(localFolder, 'tools', `actionlint-${actionlintVersion}`);
  const command = join(folder, 'actionlint');
  if (existsSync(command)) return command;
  process.stderr.write(`Building actionlint ${actionlintVersion} into ${folder} ...\n`);
  mkdirSync(folder, { recursive: true });
  const given = ['install', `github.com/rhysd/actionlint/cmd/actionlint@${actionlintVersion}`];
  const { status, error } = spawnSync('go', given, { env: { ...process.env, GOBIN: folder }, stdio: ['ignore', 2, 2] });
  if (error !== undefined)
    throw new Error('Go is needed to build actionlint: get it from https://go.dev/dl', { cause: error });
  if (status !== 0) throw new Error(`go ${given.join(' ')} ended with ${status}: is the Go module proxy reachable?`);
  return command;
}

function run(command: string, given: readonly string[]): number {
  const { status, error } = spawnSync(command, given, { cwd: root, stdio: ['ignore', 1, 2] });
  if (error !== undefined) throw new Error(`${command} could not be started: ${error.message}`, { cause: error });
  return status ?? 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`workflows: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
