import { type DatabaseName, serviceNames, services } from '@evermart/contracts/topology';
import pg from 'pg';

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
      if (!existing.has(name)) await client.query(`create database ${client.escapeIdentifier(name)}`);
      if (password !== undefined) await giveToOwnRole(client, name, password);
    }
  } finally {
    await client.end();
  }
}

async function giveToOwnRole(client: pg.Client, name: string, password: string): Promise<void> {
  const identifier = client.escapeIdentifier(name);
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount === 0) await client.query(`create role ${identifier} login`);
  await client.query(`alter role ${identifier} password ${client.escapeLiteral(password)}`);
  await client.query(`alter database ${identifier} owner to ${identifier}`);
  await client.query(`revoke connect on database ${identifier} from public`);
}
