/**
 * What the migration job of a service runs: brings the schema up to date from the folder `migrations` beside this file,
 * and ends. It does nothing where the database is a read-only replica: there the schema comes with the data.
 */
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { readConfig } from './config.ts';
import { migrate } from './migrations.ts';

const Config = z.object({
  DATABASE_URL: z.string().min(1),
  MIGRATIONS_DIRECTORY: z
    .string()
    .min(1)
    .default(join(import.meta.dirname, 'migrations')),
});

const config = readConfig(Config);
const say = (event: string, fields: object = {}) => process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);

try {
  if (await isReadOnly(config.DATABASE_URL)) {
    say('migrations.skipped', { reason: 'the database is a read-only replica' });
  } else {
    const applied = await migrate({ databaseUrl: config.DATABASE_URL, directory: config.MIGRATIONS_DIRECTORY });
    say('migrations.applied', { applied });
  }
} catch (error) {
  process.stderr.write(
    `${JSON.stringify({ event: 'migrations.failed', message: error instanceof Error ? error.message : String(error) })}\n`,
  );
  process.exitCode = 1;
}

async function isReadOnly(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Either is enough: a replica is in recovery, and a session may be told to write nothing.
    const { rows } = await client.query<{ readonly: boolean }>(
      "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS readonly",
    );
    return rows[0]?.readonly === true;
  } finally {
    await client.end();
  }
}
