import { spawn } from 'node:child_process';
import { type CheckovReport, readCheckov } from './checkov-findings.ts';

/** `terraform_json` takes CDKTF's files; with `terraform` Checkov finds nothing in them and is content. */
export type Framework = 'terraform_json' | 'terraform_plan';

/** Runs Checkov over a folder. @throws Error with its last lines when it did not finish */
export async function runCheckov(command: string, framework: Framework, folder: string): Promise<CheckovReport> {
  const given = ['--directory', folder, '--framework', framework, '--skip-download', '--output', 'json', '--compact'];
  const child = spawn(command, [...given, '--soft-fail'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'ERROR' },
  });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`checkov ended with exit code ${code}: ${complaints.slice(-2_000)}`);
  return readCheckov(output);
}
