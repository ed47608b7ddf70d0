import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { ProcessSpec } from '../process/process-spec.ts';
import { initdb } from './initdb.ts';
import { type PostgresHome, postgresHome } from './postgres-home.ts';
import type { StoreContext } from './store.ts';

const superuser = 'evermart';

/** Sized for a developer's machine; durable, since a checkout that was acknowledged must survive a kill. */
const settings = {
  shared_buffers: '256MB',
  max_connections: '120',
  fsync: 'on',
  full_page_writes: 'on',
  max_wal_size: '256MB',
  jit: 'off',
  track_activities: 'off',
  unix_socket_directories: '',
  autovacuum_max_workers: '1',
  max_parallel_workers_per_gather: '0',
  log_min_messages: 'warning',
};

/** One call for the file system in place of one for each of 1,200 files: recovery after a kill takes a third. */
const linuxSettings = { recovery_init_sync_method: 'syncfs' };

function postgresUrl(context: StoreContext, database: string, role = superuser): string {
  return `postgres://${role}:${context.secrets.postgresPassword}@${context.host}:${context.ports.postgres}/${database}`;
}

/** The real server, as a child of its own so that it can be killed and restarted alone. `extraSettings` is for replication. */
export async function postgresStore(
  context: StoreContext,
  extraSettings: Readonly<Record<string, string>> = {},
): Promise<ProcessSpec> {
  const home = await postgresHome(context.folder.store('postgres'));
  await initialise(home, context.secrets.postgresPassword);
  const flags = Object.entries({
    ...settings,
    ...(process.platform === 'linux' ? linuxSettings : {}),
    ...extraSettings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = postgresUrl(context, 'postgres');
  return {
    name: 'postgres',
    url,
    command: home.postgres,
    args: [
      '-D',
      home.dataFolder,
      '-p',
      String(context.ports.postgres),
      '-c',
      `listen_addresses=${context.host}`,
      ...flags,
    ],
    env: { LC_ALL: 'C.UTF-8' },
    // Fast shutdown: SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    ...(home.user === undefined ? {} : { runAs: home.user }),
    probe: async () => {
      await assertReady(home.dataFolder);
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
      // A server that ends while we ask is not an accident of ours.
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query('select 1');
      } finally {
        await client.end().catch(() => {});
      }
    },
  };
}

/** The server notes its state in the last line of its pid file: asking there first spares it a process for each refusal. */
async function assertReady(folder: string): Promise<void> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).trimEnd().split('\n');
  if (lines.at(-1)?.trim() !== 'ready') throw new Error(`PostgreSQL is ${lines.at(-1)?.trim()}`);
}

/** initdb into an empty folder, once: the marker is written last, so a start that was killed meanwhile begins again. */
async function initialise(home: PostgresHome, password: string): Promise<void> {
  const { dataFolder: folder } = home;
  const marker = join(folder, 'evermart-initialised');
  if (existsSync(marker)) {
    if (existsSync(join(folder, 'PG_VERSION'))) return;
    throw new Error(
      `The data folder ${folder} is damaged: PG_VERSION is missing. Start with --fresh to begin with an empty shop.`,
    );
  }
  for (const entry of readdirSync(folder)) await rm(join(folder, entry), { recursive: true });
  await initdb(home, { superuser, password });
  await mkdir(marker);
}
