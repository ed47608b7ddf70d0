import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { internalTokenKeys } from './internal-calls.ts';

export interface ServiceProcess {
  readonly url: string;
  /** What it has logged so far, a line a member, and what it wrote to stderr. */
  readonly lines: readonly string[];
  /** Answers the exit code, `null` after SIGKILL. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** The settings that every service has, in a region of the test's. */
export function commonEnvironment(): Record<string, string> {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    EVERMART_REGION: 'region-a',
    INTERNAL_TOKEN_KEYS: internalTokenKeys.map(({ kid, secret }) => `${kid}:${secret.toString('base64url')}`).join(),
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

/** Runs a service's real `main.ts` with nothing but the given environment, until it listens. */
export async function startServiceProcess(main: string, environment: Record<string, string>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const lines: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const logged: { event?: string; url?: string } = JSON.parse(line);
      if (logged.event === 'service.listening' && logged.url !== undefined) resolve(logged.url);
    });
    child.once('exit', () => reject(new Error(`the process ended before it listened: ${lines.join('\n')}`)));
  });

  return {
    url,
    lines,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
