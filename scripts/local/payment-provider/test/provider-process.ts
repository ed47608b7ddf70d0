import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const mainFile = join(import.meta.dirname, '..', 'main.ts');
export const webhookSecret = 'a-secret-for-tests-only';

export const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'payment-provider-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

interface ProviderOptions {
  dataDir: string;
  webhookUrl: string;
  environment?: Record<string, string>;
}

/** Runs main.ts with nothing but the given environment. */
export const spawnProvider = (environment: Record<string, string>, args: string[] = []): ChildProcess =>
  spawn(process.execPath, [mainFile, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });

export type Provider = Awaited<ReturnType<typeof startProvider>>;

/** Starts the real process on a free port; `lines` are what it has logged so far. */
export const startProvider = async ({ dataDir, webhookUrl, environment }: ProviderOptions) => {
  const child = spawnProvider({
    DATA_DIR: dataDir,
    WEBHOOK_URL: webhookUrl,
    WEBHOOK_SECRET: webhookSecret,
    ...environment,
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  child.stderr?.on('data', (chunk) => lines.push(String(chunk)));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      lines.push(line);
      const { msg } = JSON.parse(line);
      const listening = /^listening on (\d+)$/.exec(msg);
      if (listening) resolve(Number(listening[1]));
    });
    child.once('exit', () => reject(new Error(`the provider did not start: ${lines.join('\n')}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid, lines, end };
};
