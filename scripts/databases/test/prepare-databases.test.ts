import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import pg from 'pg';
import { postgresServer } from '../../../test/support/postgres.ts';
import { databaseNames } from '../../local/resources/databases.ts';
import { databasesOf } from '../database-variables.ts';
import { giveOwnDatabase } from '../own-database.ts';
import { scramVerifier } from '../scram-verifier.ts';

const script = join(import.meta.dirname, '..', 'prepare-databases.ts');
const place = ['--env', 'test', '--region', 'region-a'];

/** Aurora's master may make roles and databases, and is no superuser. */
const master = { name: `master_${process.pid}`, password: 'master' };
let server: { readonly host: string; readonly superuserUrl: string };

const asSuperuser = (statement: string) => query(server.superuserUrl, statement);

async function query(connectionString: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const urlOf = (name: string, password: string, database = name) =>
  `postgresql://${name}:${password}@${server.host}/${database}`;

function variables(password: string) {
  const urls = databaseNames.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, urlOf(name, password)]);
  return { MASTER_DATABASE_URL: urlOf(master.name, master.password, 'postgres'), ...Object.fromEntries(urls) };
}

async function run(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env.PATH, ...environment } });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output, errors, code: code as number };
}

describe('preparing the databases', () => {
  before(async () => {
    server = await postgresServer();
    await asSuperuser(`create role ${master.name} login createdb createrole password '${master.password}'`);
  });

  afterEach(async () => {
    for (const name of databaseNames) {
      await asSuperuser(`drop database if exists ${name}`);
      await asSuperuser(`drop role if exists ${name}`);
    }
  });

  after(() => asSuperuser(`drop role ${master.name}`));

  it('makes each database with a role that owns it, as a master that is no superuser', async () => {
    const { code, errors } = await run([...place, '--execute'], variables('first'));

    expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
    for (const name of databaseNames) await query(urlOf(name, 'first'), 'create table mine (id int)');
  });

  it('keeps a role out of the databases of the others', async () => {
    await run([...place, '--execute'], variables('first'));

    const refused = await query(urlOf('catalog', 'first', 'orders'), 'select 1').catch((error: Error) => error);

    expect(refused).to.be.instanceOf(Error).with.property('message').that.includes('permission denied');
  });

  it('gives new passwords when it runs again, and keeps the data', async () => {
    await run([...place, '--execute'], variables('first'));
    await query(urlOf('catalog', 'first'), 'create table mine (id int)');

    const { code } = await run([...place, '--execute'], variables('second'));

    expect(code).to.equal(0);
    await query(urlOf('catalog', 'second'), 'select from mine');
    const refused = await query(urlOf('catalog', 'first'), 'select 1').catch((error: Error) => error);
    expect(refused).to.be.instanceOf(Error).with.property('message').that.includes('password');
  });

  it("sends no password: the server's log has every statement about roles", async () => {
    const client = new pg.Client({ connectionString: urlOf(master.name, master.password, 'postgres') });
    await client.connect();
    const sent: string[] = [];
    const watched = Object.assign(Object.create(client) as pg.Client, {
      query: (statement: string, values?: unknown[]) => {
        sent.push(statement, ...(values ?? []).map(String));
        return client.query(statement, values);
      },
    });
    try {
      await giveOwnDatabase(watched, { name: 'catalog', password: 's3cret' });
    } finally {
      await client.end();
    }

    expect(sent.join()).to.include('SCRAM-SHA-256$').and.not.include('s3cret');
    await query(urlOf('catalog', 's3cret'), 'select 1');
  });

  it('changes nothing without --execute, and says what is missing', async () => {
    const { code, output } = await run(place, variables('first'));

    expect(code).to.equal(0);
    expect(output).to.include('catalog      database missing, role missing').and.include('Nothing was changed');
    const { rowCount } = await asSuperuser("select from pg_database where datname = 'catalog'");
    expect(rowCount).to.equal(0);
  });

  it('names what it lacks, and no password', async () => {
    const wrong = { ...variables('first'), ORDERS_DATABASE_URL: urlOf('orders', 's3cret', 'catalog') };

    const { code, errors } = await run(place, wrong);

    expect(code).to.equal(1);
    expect(errors).to.include('ORDERS_DATABASE_URL must be postgresql://orders:<password>').and.not.include('s3cret');
    expect(() => databasesOf({})).to.throw('MASTER_DATABASE_URL');
  });
});

describe('a SCRAM verifier', () => {
  it('is the one that the server makes of the same password and salt', async () => {
    const { superuserUrl } = await postgresServer();
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    try {
      await client.query("create role scram_probe login password 'correct horse'");
      const { rows } = await client.query<{ stored: string }>(
        "select rolpassword as stored from pg_authid where rolname = 'scram_probe'",
      );
      const stored = rows[0]?.stored ?? '';
      const salt = Buffer.from(/^SCRAM-SHA-256\$4096:([^$]+)\$/.exec(stored)?.[1] ?? '', 'base64');

      expect(scramVerifier('correct horse', salt)).to.equal(stored);
    } finally {
      await client.query('drop role if exists scram_probe');
      await client.end();
    }
  });

  it('is refused for what SASLprep would change', () => {
    expect(() => scramVerifier('pässword')).to.throw('printable ASCII');
  });
});
