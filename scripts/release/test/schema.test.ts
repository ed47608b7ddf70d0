import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames, services } from '@evermart/contracts/topology';
import { migrate } from '@evermart/kit/migrations';
import { expect } from 'chai';
import pg from 'pg';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { repositoryRoot } from '../../local/platform-options.ts';
import { migrationFaults } from '../migration-rules.ts';
import { readShape, type SchemaShape, shapeFaults } from '../schema-shape.ts';

const owners = serviceNames.filter((name) => services[name].database !== undefined);
const migrationsOf = (name: string) => join(repositoryRoot, 'services', name, 'migrations');

describe('the version before runs on the new schema, because migrations only add', () => {
  it('as they are written', () => {
    expect(owners).to.have.length(4);
    for (const name of owners) {
      const files = readdirSync(migrationsOf(name));
      expect(files).to.not.be.empty;
      for (const file of files) {
        expect(migrationFaults(file, readFileSync(join(migrationsOf(name), file), 'utf8')), name).to.deep.equal([]);
      }
    }
  });

  for (const [sql, why] of [
    ['DROP TABLE orders', 'drops'],
    ['drop view if exists category_paths', 'drops'],
    ['DROP FUNCTION money(integer, text)', 'drops'],
    ['ALTER TABLE orders DROP COLUMN email', 'drops a column'],
    ['ALTER TABLE orders DROP email', 'drops a column'],
    ['ALTER TABLE orders RENAME COLUMN email TO mail', 'renames'],
    ['ALTER TABLE orders RENAME TO purchases', 'renames'],
    ['ALTER TABLE orders ALTER COLUMN number TYPE bigint', 'changes a type'],
    ['ALTER TABLE orders ALTER email SET NOT NULL', 'may leave out'],
    ['ALTER TABLE orders ALTER email DROP DEFAULT', 'leaves to the database'],
    ['ALTER TABLE orders ADD COLUMN note text NOT NULL', 'without a default'],
    ['ALTER TABLE orders\n  ADD note text NOT NULL', 'without a default'],
    ['ALTER TABLE orders ADD COLUMN a int DEFAULT 0, ADD COLUMN b int NOT NULL', 'without a default'],
    ['ALTER TABLE orders ADD CONSTRAINT paid CHECK (total > 0)', 'refuses rows'],
    ['ALTER TABLE orders ADD UNIQUE (number)', 'refuses rows'],
    ['TRUNCATE orders', 'deletes'],
    ['DELETE FROM orders', 'deletes'],
    ['REVOKE SELECT ON orders FROM reader', 'takes a right'],
  ] as const) {
    it(`refuses: ${sql.replaceAll(/\s+/g, ' ')}`, () => {
      expect(migrationFaults('0009_x.sql', `CREATE TABLE fine (id int);\n${sql};`).join()).to.contain(why);
    });
  }

  it('lets what only adds pass, whatever its comments, texts and functions say', () => {
    const sql = `
      -- DROP TABLE orders; would be wrong
      CREATE TABLE notes (id text PRIMARY KEY, text text NOT NULL);
      ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT 'DROP TABLE orders; --';
      ALTER TABLE orders ADD COLUMN other text DEFAULT '' NOT NULL;
      ALTER TABLE orders ALTER COLUMN email DROP NOT NULL, DROP CONSTRAINT orders_check;
      CREATE FUNCTION tidy() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM notes; TRUNCATE notes; END $$;`;

    expect(migrationFaults('0009_notes.sql', sql)).to.deep.equal([]);
  });

  it('lets a contraction pass only by itself, with the version since which nothing uses it', () => {
    const sql = 'ALTER TABLE orders DROP COLUMN email;';

    expect(migrationFaults('0009_contract_email.sql', `-- Unused since 20261124-0123456789ab\n${sql}`)).to.deep.equal(
      [],
    );
    expect(migrationFaults('0009_contract_email.sql', sql)[0]).to.contain('Unused since');
  });

  describe('as PostgreSQL sees them', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'evermart-schema-test-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** The shapes after each migration, in their order. */
    async function shapesOf(files: readonly string[], from: string): Promise<readonly SchemaShape[]> {
      mkdirSync(join(folder, 'some'));
      const { url } = await freshDatabase(join(folder, 'some'));
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        const shapes: SchemaShape[] = [];
        for (const file of files) {
          copyFileSync(join(from, file), join(folder, 'some', file));
          await migrate({ databaseUrl: url, directory: join(folder, 'some') });
          shapes.push(await readShape(client));
        }
        return shapes;
      } finally {
        await client.end();
        rmSync(join(folder, 'some'), { recursive: true });
      }
    }

    it('each step keeps all that code could rely on before it', async () => {
      for (const name of owners) {
        const files = readdirSync(migrationsOf(name)).sort();
        const shapes = await shapesOf(files, migrationsOf(name));

        expect(shapes.at(-1)?.columns, name).to.not.be.empty;
        for (const [index, shape] of shapes.slice(1).entries()) {
          if (!files[index + 1]?.includes('_contract_')) {
            expect(shapeFaults(shapes[index]!, shape), `${name} ${files[index + 1]}`).to.deep.equal([]);
          }
        }
      }
    });

    it('a step that takes something away is found, however it is written', async () => {
      const from = join(folder, 'migrations');
      mkdirSync(from);
      const before =
        'CREATE TABLE t (a int NOT NULL, b text, c int); CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql RETURN x;';
      writeFileSync(join(from, '0001_t.sql'), before);
      const hidden = (sql: string) => `DO $$ BEGIN EXECUTE '${sql}'; END $$;`;
      for (const [sql, fault] of [
        ['ALTER TABLE t DROP COLUMN b', 't.b is gone'],
        ['ALTER TABLE t RENAME b TO d', 't.b is gone'],
        ['ALTER TABLE t ALTER c TYPE bigint', 't.c was integer and is bigint'],
        ['ALTER TABLE t ALTER b SET NOT NULL', 't.b must have a value now'],
        ['ALTER TABLE t ADD d int NOT NULL', 't.d is new and must have a value'],
        ['ALTER TABLE t ADD CHECK (c > 0)', 'new rows are refused: t: CHECK ((c > 0))'],
        ['DROP FUNCTION f', 'f(x integer) is gone'],
      ] as const) {
        writeFileSync(join(from, '0002_x.sql'), hidden(sql));
        const [one, two] = await shapesOf(['0001_t.sql', '0002_x.sql'], from);
        expect(shapeFaults(one!, two!), sql).to.deep.equal([fault]);
      }
    });
  });
});
