import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { neverReleased } from '../../../modules/service-release/release-version.ts';
import { repositoryRoot } from '../../local/platform-options.ts';
import { judgeService } from '../compatibility/judge-service.ts';
import { migrationChanges } from '../compatibility/migration-changes.ts';
import { runningRevisions } from '../compatibility/older-revisions.ts';
import { bringPackages, writeOlderTree } from '../compatibility/older-tree.ts';
import { runOlderTests, type TestRun } from '../compatibility/run-older-tests.ts';
import { parseVersion } from '../image-version.ts';
import type { VersionStore } from '../version-store.ts';
import { versionOf } from './versions.ts';

const [one, two, three] = [versionOf('1'), versionOf('2'), versionOf('3')];
const today = join(repositoryRoot, 'services', 'user', 'migrations');

describe('the older code on the new schema', () => {
  let older: string;
  let migrations: string;
  before(() => {
    older = mkdtempSync(join(tmpdir(), 'evermart-older-test-'));
    writeOlderTree(repositoryRoot, 'HEAD', older);
    bringPackages(repositoryRoot, older);
  });
  after(() => rmSync(older, { recursive: true, force: true }));
  beforeEach(() => {
    migrations = mkdtempSync(join(tmpdir(), 'evermart-migrations-test-'));
    cpSync(today, migrations, { recursive: true });
  });
  afterEach(() => {
    rmSync(migrations, { recursive: true });
    const place = join(older, 'services', 'user', 'migrations');
    for (const folder of [place, `${place}.before`]) rmSync(folder, { recursive: true, force: true });
    cpSync(today, place, { recursive: true });
  });
  const judge = (runTests = runProfileTests) => judgeService({ service: 'user', folder: older, migrations, runTests });
  const runProfileTests = (): Promise<TestRun> =>
    runOlderTests({ folder: older, service: 'user', signal: new AbortController().signal, only: 'profiles' });
  const add = (name: string, sql: string) => writeFileSync(join(migrations, `0099_${name}.sql`), sql);

  it('is all of ours older, and with the packages of others', () => {
    const root = realpathSync(older);
    const packageAt = (name: string) => realpathSync(join(older, 'node_modules', name));

    expect(packageAt('@evermart/kit')).to.equal(join(root, 'services', '_kit'));
    expect(packageAt('@evermart/user')).to.equal(join(root, 'services', 'user'));
    expect(packageAt('pg')).to.contain(join('node_modules', 'pg'));
  });

  it('works with a migration that only adds', async function () {
    this.timeout(60_000);
    add('nickname', "ALTER TABLE customers ADD COLUMN nickname text NOT NULL DEFAULT ''");

    const { compatible, words } = await judge();

    expect(compatible, words).to.equal(true);
    expect(words).to.match(/^[1-9]\d* tests .* 0099_nickname\.sql$/);
  });

  it('fails with one that takes away a column that it reads', async function () {
    this.timeout(90_000);
    add('contract_locale', '-- Unused since 20261124-0123456789ab\nALTER TABLE customers DROP COLUMN locale');

    const { compatible, words, details } = await judge();

    expect(compatible).to.equal(false);
    expect(words).to.contain('0099_contract_locale.sql').and.contain('expand, migrate and contract');
    expect(details).to.contain('failing');
  });

  it('is said nothing about by tests that fail on its own schema, too, or that are none', async () => {
    add('nickname', 'ALTER TABLE customers ADD COLUMN nickname text');

    for (const run of [
      { passed: false, tests: 3, words: 'the port is taken' },
      { passed: true, tests: 0, words: '' },
    ]) {
      const { compatible, words } = await judge(async () => run);

      expect(compatible).to.equal(false);
      expect(words).to.contain('say nothing');
    }
  });

  it('is not tried without a new migration', async () => {
    const { compatible, words } = await judge(() => Promise.reject(new Error('tried')));

    expect([compatible, words]).to.deep.equal([true, 'no new migration']);
  });

  it('refuses a migration that was rewritten after it was applied somewhere', async () => {
    const [first = ''] = readdirSync(migrations);
    writeFileSync(join(migrations, first), `${readFileSync(join(migrations, first), 'utf8')}-- and more`);

    const { compatible, words } = await judge(() => Promise.reject(new Error('tried')));

    expect(compatible).to.equal(false);
    expect(words).to.contain(first).and.contain('another migration');
  });
});

it('migrations that are new, rewritten or gone are told apart', () => {
  const before = new Map([
    ['1.sql', 'a'],
    ['2.sql', 'b'],
    ['3.sql', 'c'],
  ]);
  const now = new Map([
    ['1.sql', 'a'],
    ['2.sql', 'B'],
    ['4.sql', 'd'],
  ]);

  expect(migrationChanges(before, now)).to.deep.equal({ added: ['4.sql'], rewritten: ['2.sql', '3.sql'] });
});

it('what runs in the regions is asked of their parameters, each commit once, and none where nothing ran', async () => {
  const storeOf = (current: string): VersionStore => ({
    read: async () => ({ target: three, current }),
    writeTarget: async () => {},
    writeCurrent: async () => {},
    history: async () => [],
  });
  const revisions = (...running: string[]) => runningRevisions(() => running.map(storeOf))('order');

  expect(await revisions(one, two)).to.deep.equal([parseVersion(one).revision, parseVersion(two).revision]);
  expect(await revisions(one, one)).to.have.length(1);
  expect(await revisions(neverReleased, neverReleased)).to.deep.equal([]);
});

it('a commit that is not here is asked for', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'evermart-older-test-')), 'tree');
  mkdirSync(folder);

  expect(() => writeOlderTree(repositoryRoot, '0'.repeat(40), folder)).to.throw('git fetch');
  rmSync(join(folder, '..'), { recursive: true });
});
