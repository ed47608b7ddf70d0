import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** `ministack` keeps most of AWS in memory; `moto` stands in for services that ministack lacks or gets wrong. */
export const emulatorNames = ['ministack', 'moto'] as const;
export type EmulatorName = (typeof emulatorNames)[number];

export interface Emulator {
  readonly name: EmulatorName;
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EmulatorSettings {
  /** Of the Python commands. */
  readonly commands: string;
  /** For its log and for whatever it writes. */
  readonly folder: string;
  readonly accountId: string;
  readonly region: string;
}

const host = '127.0.0.1';
const startTimeoutMs = 60_000;
const graceMs = 3_000;

/** Starts one on a free port and waits until it answers. @throws Error with the path of its log */
export async function startEmulator(name: EmulatorName, settings: EmulatorSettings): Promise<Emulator> {
  const port = await freePort(host);
  const { commands, folder, accountId, region } = settings;
  const logFile = join(folder, `${name}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  const url = `http://${host}:${port}`;
  const child =
    name === 'ministack'
      ? spawn(join(commands, 'ministack'), [], {
          cwd: folder,
          env: {
            ...process.env,
            GATEWAY_PORT: String(port),
            BIND_HOST: host,
            MINISTACK_ACCOUNT_ID: accountId,
            MINISTACK_REGION: region,
            S3_DATA_DIR: join(folder, 's3'),
            STATE_DIR: join(folder, 'state'),
          },
        })
      : spawn(join(commands, 'moto_server'), ['-H', host, '-p', String(port)], {
          cwd: folder,
          env: { ...process.env, MOTO_ACCOUNT_ID: accountId, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
        });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const stop = () => stopChild(child);
  try {
    await untilItAnswers(child, name === 'ministack' ? `${url}/_ministack/health` : `${url}/moto-api/`);
  } catch (error) {
    await stop();
    throw new Error(`${name} does not start; its log: ${logFile}`, { cause: error });
  }
  return { name, url, pid: child.pid ?? 0, stop };
}

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with exit code ${code}`)));
  });
  const answered = async () => {
    while (Date.now() < deadline) {
      const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.status < 500,
        () => false,
      );
      if (ok) return;
      await delay(100);
    }
    throw new Error(`no answer from ${url} within ${startTimeoutMs / 1_000} s`);
  };
  await Promise.race([answered(), failed]);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(force);
}
