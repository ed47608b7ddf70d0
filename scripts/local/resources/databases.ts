import { type DatabaseName, serviceNames, services } from '@evermart/contracts/topology';
import pg from 'pg';
import { giveOwnDatabase } from '../../databases/own-database.ts';

export const databaseNames: readonly DatabaseName[] = serviceNames.flatMap((name) => services[name].database ?? []);

/**
 * Creates each service's database. With a password, each is owned by a role of its own that can reach no other; without,
 * as on a server that somebody else runs, all belong to the user of the address.
 */
export async function createDatabases(serverUrl: string, password: string | undefined): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database');
    const existing = new Set(rows.map(({ name }) => name));
    for (const name of databaseNames) {
      if (password !== undefined) await giveOwnDatabase(client, { name, password });
      else if (!existing.has(name)) await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}
