import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '../local/platform-options.ts';

const environment = join(localFolder, 'tools', 'fuzz');
const requirements = join(import.meta.dirname, 'requirements.txt');
/** A copy of the requirements that were installed: written last, so that half an installation counts as none. */
const installed = join(environment, 'requirements.txt');

/**
 * Brings schemathesis into a virtual environment of its own, once for each version that is asked for.
 *
 * @returns the path of its command
 * @throws Error that says what is missing
 */
export function installSchemathesis(): string {
  const command = join(environment, 'bin', 'schemathesis');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return command;

  process.stderr.write('Installing schemathesis into .local/tools/fuzz ...\n');
  rmSync(environment, { recursive: true, force: true });
  run('python3', ['-m', 'venv', environment], 'python3 with its venv module is needed (Debian: python3-venv)');
  run(
    join(environment, 'bin', 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    'pip could not install schemathesis: is the package index reachable?',
  );
  writeFileSync(installed, wanted);
  return command;
}

function run(command: string, given: readonly string[], explanation: string): void {
  const { error, status } = spawnSync(command, given, { stdio: ['ignore', 2, 2] });
  if (error !== undefined || status !== 0) throw new Error(explanation, { cause: error });
}
