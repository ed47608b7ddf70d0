import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { repositoryRoot } from '../../local/platform-options.ts';
import { buildImageFiles } from '../build-image-files.ts';
import { imageEnvironment, imageFolder, migrateFile, nodeArguments } from '../image-layout.ts';

describe('the migration job of an image', () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-migrate-test-'));
    mkdirSync(join(folder, 'none'));
    await buildImageFiles('user', join(folder, 'image'));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function runJob(environment: Record<string, string>) {
    const child = spawn(process.execPath, [...nodeArguments, migrateFile], {
      cwd: join(folder, 'image', imageFolder),
      env: { ...imageEnvironment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => output.push(text));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output: output.join('') };
  }

  async function query(url: string, sql: string) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name);
    } finally {
      await client.end();
    }
  }
  const tables = "SELECT relname AS name FROM pg_class WHERE relname = 'schema_migrations'";
  const expected = readdirSync(join(repositoryRoot, 'services/user/migrations')).map((file) =>
    file.replace(/\.sql$/, ''),
  );

  it('applies what the image brings, and nothing the second time', async () => {
    const { url } = await freshDatabase(join(folder, 'none'));

    const first = await runJob({ DATABASE_URL: url });
    const second = await runJob({ DATABASE_URL: url });

    expect(first.code, first.output).to.equal(0);
    expect(JSON.parse(first.output)).to.deep.equal({ event: 'migrations.applied', applied: expected });
    expect(JSON.parse(second.output)).to.deep.equal({ event: 'migrations.applied', applied: [] });
    expect(await query(url, 'SELECT name FROM schema_migrations ORDER BY id')).to.deep.equal(expected);
  });

  it('does nothing where the database takes no writes, as a replica does not', async () => {
    const { url } = await freshDatabase(join(folder, 'none'));
    await query(url, `DROP TABLE IF EXISTS schema_migrations`);
    await query(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`);

    const { code, output } = await runJob({ DATABASE_URL: url });

    expect(code, output).to.equal(0);
    expect(JSON.parse(output)).to.include({ event: 'migrations.skipped' });
    expect(await query(url, tables)).to.deep.equal([]);
  });

  it('fails where the database can not be reached, without a word of its password', async () => {
    const { code, output } = await runJob({ DATABASE_URL: 'postgres://user:very-secret@127.0.0.1:1/users' });

    expect(code).to.equal(1);
    expect(output).to.contain('migrations.failed').and.not.contain('very-secret');
  });

  it('names the variable that is missing, and ends as a service does then', async () => {
    const { code, output } = await runJob({});

    expect(code).to.equal(78);
    expect(output).to.contain('DATABASE_URL');
  });
});
