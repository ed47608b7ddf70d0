import type pg from 'pg';
import { scramVerifier } from './scram-verifier.ts';

export interface OwnDatabase {
  /** The name of the database and of the role that owns it. */
  readonly name: string;
  readonly password: string;
}

/** What there was before. */
export interface Found {
  readonly database: boolean;
  readonly role: boolean;
}

export async function findDatabase(client: pg.Client, name: string): Promise<Found> {
  const { rows } = await client.query<Found>(
    `select exists (select from pg_database where datname = $1) as database,
            exists (select from pg_roles where rolname = $1) as role`,
    [name],
  );
  return rows[0] ?? { database: false, role: false };
}

/**
 * Makes a database that a role of its own owns, and that no other role reaches, the client's apart. Repeatable: a role that
 * exists gets the password. The client may make databases and roles; it need not be a superuser, which Aurora has none of.
 */
export async function giveOwnDatabase(client: pg.Client, { name, password }: OwnDatabase): Promise<Found> {
  const identifier = client.escapeIdentifier(name);
  const found = await findDatabase(client, name);
  if (!found.database) await client.query(`create database ${identifier}`);
  if (!found.role) await client.query(`create role ${identifier} login`);
  await client.query(`alter role ${identifier} password ${client.escapeLiteral(scramVerifier(password))}`);
  // Who gives a database to a role must be able to act as that role; making it is not enough since PostgreSQL 16.
  await client.query(`grant ${identifier} to current_user`);
  await client.query(`alter database ${identifier} owner to ${identifier}`);
  await client.query(`revoke connect on database ${identifier} from public`);
  return found;
}
