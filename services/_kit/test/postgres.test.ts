import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgres, isUniqueViolation, type Postgres } from '@evermart/kit/postgres';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';

const logger = quietLogger('order');

describe('postgres', () => {
  let directory: string;
  let url: string;
  let postgres: Postgres;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'evermart-postgres-test-'));
    await writeFile(join(directory, '0001_things.sql'), 'CREATE TABLE things (id int PRIMARY KEY);');
    ({ url } = await freshDatabase(directory));
    postgres = createPostgres({ url, applicationName: 'test', logger, statementTimeoutMs: 300 });
  });

  after(async () => {
    await postgres.close();
    await rm(directory, { recursive: true });
  });

  const failureOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('keeps nothing of a transaction that failed', async () => {
    await failureOf(
      postgres.transaction(async (sql) => {
        await sql.query('INSERT INTO things VALUES (1)');
        throw new Error('no');
      }),
    );

    expect(await postgres.query('SELECT 1 FROM things')).to.deep.equal([]);
  });

  it('tells a key that is taken from a database that is away', async () => {
    await postgres.query('INSERT INTO things VALUES (2)');

    const taken = await failureOf(postgres.query('INSERT INTO things VALUES (2)'));

    expect(isUniqueViolation(taken, 'things_pkey')).to.equal(true);
  });

  it('reports a database that is not there, too slow or read-only as unavailable', async () => {
    const nowhere = createPostgres({
      url: `postgres://x:y@127.0.0.1:${await freePort()}/z`,
      applicationName: 'test',
      logger,
    });
    const failures = [
      await failureOf(nowhere.query('SELECT 1')),
      await failureOf(postgres.query('SELECT pg_sleep(2)')),
      await failureOf(
        postgres.transaction(async (sql) => {
          await sql.query('SET TRANSACTION READ ONLY');
          await sql.query('INSERT INTO things VALUES (3)');
        }),
      ),
    ];
    await nowhere.close();

    for (const failure of failures)
      expect(isServiceError(failure, 'dependency-unavailable'), String(failure)).to.equal(true);
    expect(await postgres.query('SELECT id FROM things WHERE id = 3')).to.deep.equal([]);
  });

  it('a connection that is lost within a transaction fails it, and neither the process nor what comes next', async () => {
    const failure = await failureOf(
      postgres.transaction(async (sql) => {
        const [{ pid } = { pid: 0 }] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await postgres.query('SELECT pg_terminate_backend($1)', [pid]);
        await eventually(async () => {
          const gone = await postgres.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid]);
          return gone.length === 0;
        });
        await sql.query('INSERT INTO things VALUES (4)');
      }),
    );

    expect(isServiceError(failure, 'dependency-unavailable'), String(failure)).to.equal(true);
    expect(await postgres.query('SELECT id FROM things WHERE id = 4')).to.deep.equal([]);
  });
});
