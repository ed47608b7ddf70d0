import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const schema = `
  CREATE TABLE IF NOT EXISTS authorizations (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    checkout_id TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    captured_minor INTEGER NOT NULL DEFAULT 0,
    refunded_minor INTEGER NOT NULL DEFAULT 0,
    CHECK (0 <= refunded_minor AND refunded_minor <= captured_minor AND captured_minor <= amount_minor)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS authorizations_by_checkout ON authorizations (checkout_id);

  CREATE TABLE IF NOT EXISTS effects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    authorization_id TEXT NOT NULL REFERENCES authorizations (id),
    amount_minor INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS idempotency_keys (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    status INTEGER,
    body TEXT,
    event_id TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS webhooks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at_ms INTEGER NOT NULL,
    delivered_at_ms INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS webhooks_pending ON webhooks (next_attempt_at_ms, seq) WHERE delivered_at_ms IS NULL;
`;

/**
 * Opens, or makes, the ledger's database in a folder.
 *
 * synchronous=NORMAL is enough here: what a commit wrote belongs to the operating system, so it survives the death
 * of the process at any moment. Only a crash of the machine could take the last commits, and this is a sandbox.
 */
export const openDatabase = (dataDir: string): DatabaseSync => {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'ledger.sqlite'), { timeout: 5000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4096;');
  database.exec(schema);
  return database;
};

/** Runs `work` in one transaction: all of it is kept, or, if it throws, none. */
export const inTransaction = <T>(database: DatabaseSync, work: () => T): T => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
