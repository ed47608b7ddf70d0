import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts of migrations by their files' names. */
export type Migrations = ReadonlyMap<string, string>;

export interface MigrationChanges {
  /** What the older code has never seen. */
  readonly added: readonly string[];
  /** Were applied somewhere as they were, so what is in a database is not what is written now. */
  readonly rewritten: readonly string[];
}

export function readMigrations(folder: string): Migrations {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.sql')) : [];
  return new Map(files.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

export function migrationChanges(before: Migrations, now: Migrations): MigrationChanges {
  return {
    added: [...now.keys()].filter((file) => !before.has(file)),
    rewritten: [...before].filter(([file, text]) => now.get(file) !== text).map(([file]) => file),
  };
}
