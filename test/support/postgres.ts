import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { migrate } from '@evermart/kit/migrations';
import pg from 'pg';
import { initdb } from '../../scripts/local/stores/initdb.ts';
import { postgresHome } from '../../scripts/local/stores/postgres-home.ts';
import { freePort } from './free-port.ts';
import { shared } from './shared-stores.ts';

const superuser = 'postgres';
const password = 'postgres';
/** For speed: what a test run leaves is thrown away. */
const settings = ['fsync=off', 'max_connections=200', 'shared_buffers=32MB', 'unix_socket_directories='];

const server = shared(async (stopWith) => {
  const directory = await mkdtemp(join(tmpdir(), 'evermart-postgres-'));
  // A server started by root runs as an unprivileged user, who must reach its folder.
  await chmod(directory, 0o755);
  const home = await postgresHome(join(directory, 'data'));
  await initdb(home, { superuser, password });
  const port = await freePort();
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const child = spawn(home.postgres, ['-D', home.dataFolder, '-p', String(port), '-h', '127.0.0.1', ...flags], {
    stdio: 'ignore',
    cwd: '/',
    env: { LC_ALL: 'C.UTF-8' },
    ...home.user,
  });
  const ended = once(child, 'exit');
  stopWith(async () => {
    // Fast shutdown: whoever is connected has no claim any more.
    child.kill('SIGINT');
    await ended;
    await rm(directory, { recursive: true, force: true });
  });
  const superuserUrl = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  await Promise.race([
    untilItAnswers(superuserUrl),
    ended.then(([code]) => Promise.reject(new Error(`PostgreSQL ended with ${code} at its start`))),
  ]);
  return { superuserUrl, port };
});

async function untilItAnswers(url: string): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  for (;;) {
    try {
      return await onServer(url, 'SELECT 1');
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      await delay(50);
    }
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A new, migrated database; `url` is for the app under test. */
export async function freshDatabase(migrationsDirectory: string): Promise<{ url: string }> {
  const { superuserUrl, port } = await server();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(superuserUrl, `CREATE DATABASE ${name}`);
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/${name}`;
  await migrate({ databaseUrl: url, directory: migrationsDirectory });
  return { url };
}

/** The server itself, for tests of what makes roles and databases; they take away what they made. */
export async function postgresServer(): Promise<{ host: string; superuserUrl: string }> {
  const { port, superuserUrl } = await server();
  return { host: `127.0.0.1:${port}`, superuserUrl };
}
