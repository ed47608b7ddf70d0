import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Aborting it ends the command and everything that the command started. */
  readonly signal: AbortSignal;
  readonly input?: string;
  readonly folder?: string;
}

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
  /** What it wrote to both streams, in the order in which it came. */
  readonly words: string;
}

/** Runs a command to its end, whatever its exit code. @throws Error when it can't be started, or was interrupted */
export async function runCommand(
  command: string,
  given: readonly string[],
  { env, signal, input = '', folder }: CommandOptions,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const child = spawn(command, given, { env, detached: true, ...(folder === undefined ? {} : { cwd: folder }) });
  const killGroup = () => {
    // At once: a helm that is asked to end would first roll back in a cluster that is about to go.
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended in the same moment.
    }
  };
  signal.addEventListener('abort', killGroup);
  const chunks = { output: '', words: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.output += chunk;
    chunks.words += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.words += chunk;
  });
  // A command that ends before it has read everything says why by itself.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  try {
    const code = await new Promise<number | null>((done, reject) => {
      child.once('error', (cause) => reject(new Error(`${command} could not be started`, { cause })));
      child.once('close', done);
    });
    signal.throwIfAborted();
    return { code, ...chunks };
  } finally {
    signal.removeEventListener('abort', killGroup);
  }
}

/** The same, for a command that must succeed. @throws Error with the end of its words */
export async function mustRun(
  command: string,
  given: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const result = await runCommand(command, given, options);
  if (result.code === 0) return result;
  const words = result.words.trimEnd().split('\n').slice(-20).join('\n');
  throw new Error(`${command} ${given.slice(0, 3).join(' ')} ended with ${result.code}:\n${words}`);
}
