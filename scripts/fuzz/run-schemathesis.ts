import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SchemathesisRun {
  readonly command: string;
  readonly origin: string;
  readonly examples: number;
  readonly seed: number;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The text of schemathesis.toml. */
  readonly settings: string;
  /** For its files; it is deleted by the caller. */
  readonly folder: string;
  /** Aborting it ends the run. */
  readonly signal: AbortSignal;
}

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
];
/** It would end the session that the other requests need. */
const leftOut = 'signOut';

/** Tries every operation and prints what it finds. Whether everything held. */
export async function runSchemathesis(run: SchemathesisRun): Promise<boolean> {
  const settingsFile = join(run.folder, 'schemathesis.toml');
  writeFileSync(settingsFile, run.settings);
  const given = [
    `--config-file=${settingsFile}`,
    'run',
    `${run.origin}/api/openapi.json`,
    `--origin=${run.origin}`,
    `--checks=${checks.join(',')}`,
    `--exclude-operation-id=${leftOut}`,
    `--max-examples=${run.examples}`,
    `--seed=${run.seed}`,
    '--generation-database=none',
    '--suppress-health-check=all',
    '--continue-on-failure',
    '--request-timeout=15',
    '--workers=2',
    '--warnings=off',
    '--no-color',
    ...Object.entries(run.headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
  ];
  const child = spawn(run.command, given, {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: run.folder,
    signal: run.signal,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
}
