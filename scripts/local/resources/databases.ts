import { type DatabaseName, serviceNames, services } from '@evermart/contracts/topology';
import pg from 'pg';

export const databaseNames: readonly DatabaseName[] = serviceNames.flatMap((name) => services[name].database ?? []);

/** Creates each service's database, owned by a role of its own that can reach no other. */
export async function createDatabases(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database');
    const existing = new Set(rows.map(({ name }) => name));
    for (const name of databaseNames.filter((candidate) => !existing.has(candidate))) {
      await createRole(client, name, password);
      await client.query(`create database ${client.escapeIdentifier(name)} owner ${client.escapeIdentifier(name)}`);
      await client.query(`revoke connect on database ${client.escapeIdentifier(name)} from public`);
    }
  } finally {
    await client.end();
  }
}

async function createRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount === 0) await client.query(`create role ${client.escapeIdentifier(name)} login`);
  await client.query(`alter role ${client.escapeIdentifier(name)} password ${client.escapeLiteral(password)}`);
}
