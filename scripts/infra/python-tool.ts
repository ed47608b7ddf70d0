import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '../local/platform-options.ts';

/** What stands in `requirements/<set>.txt`. Sets, because they ask for different versions of the same packages. */
export type PythonSet = 'emulators' | 'checkov' | 'workflows' | 'lake' | 'charts' | 'images';

/**
 * Brings the pinned packages of a set into a virtual environment of its own, once for each version that is asked for.
 *
 * @returns the folder of its commands
 * @throws Error that says what is missing
 */
export function installPythonTools(set: PythonSet): string {
  const environment = join(localFolder, 'tools', `infra-${set}`);
  const requirements = join(import.meta.dirname, 'requirements', `${set}.txt`);
  /** A copy of the requirements that were installed: written last, so that half an installation counts as none. */
  const installed = join(environment, 'requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const commands = join(environment, 'bin');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return commands;

  process.stderr.write(`Installing ${wanted.trim().split('\n').join(', ')} into .local/tools/infra-${set} ...\n`);
  rmSync(environment, { recursive: true, force: true });
  run('python3', ['-m', 'venv', environment], 'python3 with its venv module is needed (Debian: python3-venv)');
  run(
    join(commands, 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    `pip could not install ${requirements}: is the package index reachable?`,
  );
  writeFileSync(installed, wanted);
  return commands;
}

function run(command: string, given: readonly string[], explanation: string): void {
  const { error, status } = spawnSync(command, given, { stdio: ['ignore', 2, 2] });
  if (error !== undefined || status !== 0) throw new Error(explanation, { cause: error });
}
