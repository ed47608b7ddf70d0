import { spawnSync } from 'node:child_process';

export interface ToolAnswer {
  readonly code: number;
  readonly output: string;
  readonly complaint: string;
}

const timeoutMs = 120_000;

/** @throws Error when it can't be started or doesn't end */
export function runTool(command: string, given: readonly string[]): ToolAnswer {
  const { status, stdout, stderr, error } = spawnSync(command, given, {
    encoding: 'utf8',
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
    // Checkov leaves out folders whose names begin with a dot, as `.local`, and is content.
    env: { ...process.env, LOG_LEVEL: 'ERROR', CKV_IGNORE_HIDDEN_DIRECTORIES: 'false' },
  });
  if (error !== undefined || status === null)
    throw new Error(`${command} did not run: ${error?.message ?? 'it was stopped'}`, { cause: error });
  return { code: status, output: stdout, complaint: stderr };
}
