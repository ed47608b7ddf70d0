import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../local/find-on-path.ts';

/** A Terraform that works in one folder, with one CLI configuration. */
export interface Terraform {
  /** What it printed. @throws TerraformError */
  run(command: string, ...given: readonly string[]): Promise<string>;
  /** Whether a plan of what is there would change anything; the plan is in `file`. @throws TerraformError */
  plan(file: string, ...more: readonly string[]): Promise<'clean' | 'changes'>;
}

export interface TerraformSettings {
  readonly folder: string;
  readonly configFile: string;
  /** Everything it prints goes there too. */
  readonly logFile: string;
  readonly signal: AbortSignal;
}

export class TerraformError extends Error {
  override readonly name = 'TerraformError';
}

const howToGetIt =
  'terraform (1.11 or newer) is not on PATH: https://developer.hashicorp.com/terraform/install, then run this again';

/** @throws Error that says how to get one */
export function findTerraform(): string {
  const found = findOnPath('terraform');
  if (found === undefined) throw new Error(howToGetIt);
  return found;
}

export function createTerraform(binary: string, settings: TerraformSettings): Terraform {
  const execute = async (given: readonly string[], accepted: readonly number[]) => {
    const { code, output } = await spawned(binary, given, settings);
    if (!accepted.includes(code)) throw new TerraformError(`terraform ${given[0]}:\n${errorsIn(output)}`);
    return { code, output };
  };
  return {
    async run(command, ...given) {
      return (await execute([command, ...given], [0])).output;
    },
    async plan(file, ...more) {
      const given = ['plan', '-no-color', '-input=false', '-lock=false', '-detailed-exitcode', `-out=${file}`, ...more];
      return (await execute(given, [0, 2])).code === 0 ? 'clean' : 'changes';
    },
  };
}

/** More of them are mostly the same. */
const mostErrors = 10;

/** What a person needs of it: Terraform's errors without its warnings, or the end where it tells none. */
export function errorsIn(output: string): string {
  const diagnostics = output.split(/^(?=Error: |Warning: )/m).filter((part) => part.startsWith('Error: '));
  if (diagnostics.length === 0) return output.trim().slice(-2_000);
  const shown = diagnostics.slice(0, mostErrors).map((text) => text.trim());
  const more = diagnostics.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more errors`] : [])].join('\n');
}

function spawned(binary: string, given: readonly string[], { folder, configFile, logFile, signal }: TerraformSettings) {
  const log = createWriteStream(logFile, { flags: 'a' });
  log.write(`\n$ terraform ${given.join(' ')}\n`);
  const child = spawn(binary, given, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TF_CLI_CONFIG_FILE: configFile,
      TF_IN_AUTOMATION: '1',
      TF_DATA_DIR: join(folder, '.terraform'),
      CHECKPOINT_DISABLE: '1',
      // Most of a provider's work is reading its own schema: collecting less garbage saves a third of the time for memory.
      GOGC: process.env.GOGC ?? '400',
    },
  });
  const quiet = given[0] === 'show' || given[0] === 'providers';
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (!quiet) log.write(chunk);
    });
  }
  // Terraform ends its provider itself when it is interrupted once; it is waited for, so that nothing stays behind.
  const interrupt = () => child.kill('SIGINT');
  signal.addEventListener('abort', interrupt);
  return new Promise<{ code: number; output: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      log.end();
      signal.removeEventListener('abort', interrupt);
      if (signal.aborted) reject(signal.reason);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}
