import { runner } from 'node-pg-migrate';
import pg from 'pg';

export interface MigrationOptions {
  readonly databaseUrl: string;
  /** Folder of SQL files, `<number>_<name>.sql`, applied in the order of their numbers, each in a transaction. */
  readonly directory: string;
  readonly log?: (line: string) => void;
}

/** Brings the schema up to date under an advisory lock; returns the names of what was applied. Idempotent. */
export async function migrate({ databaseUrl, directory, log = () => {} }: MigrationOptions): Promise<string[]> {
  // A client of our own: the runner's is left to close by itself, and a server that stops meanwhile would end the process.
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', (error) => log(error.message));
  await client.connect();
  try {
    const applied = await runner({
      dbClient: client,
      dir: directory,
      direction: 'up',
      migrationsTable: 'schema_migrations',
      checkOrder: true,
      verbose: false,
      logger: { info: log, warn: log, error: log, debug: () => {} },
    });
    return applied.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
