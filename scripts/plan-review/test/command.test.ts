import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { codeOf } from '../stateful.ts';

const command = join(import.meta.dirname, '..', '..', 'plan-review.ts');
/** Recorded from terraform 1.11 with provider 5.100.0 on an emulated AWS; what a review does not read is left out. */
const recorded = (name: string) => join(import.meta.dirname, 'plans', `${name}.json`);

function run(...given: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...given], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the plan review of a recorded plan', () => {
  it('lets a harmless one pass, with its costs, and shows no password', () => {
    const { status, stdout } = run(recorded('harmless'));

    expect(status).to.equal(0);
    expect(stdout).to.include('✅ Nothing that holds data is lost').and.to.include('| `harmless` | 1 | 4 |');
    expect(stdout).to.match(/\+\d+\.\d\d USD a month/);
    expect(readFileSync(recorded('harmless'), 'utf8')).to.include('example-password');
    expect(stdout).to.not.include('example-password');
  });

  it('refuses one that replaces Aurora, and names the argument that makes it so', () => {
    const { status, stdout, stderr } = run(recorded('replacing-aurora'));

    expect(status).to.equal(1);
    expect(stdout).to.include('⛔ Refused').and.to.include('because of cluster\\_identifier');
    expect(stderr).to.include('aws_rds_cluster.database_cluster');
  });

  it('lets that one pass under the label that it names', () => {
    const label = `allow-stateful-replacement:${codeOf('replacing-aurora', 'aws_rds_cluster.database_cluster')}`;

    expect(run(recorded('replacing-aurora')).stdout).to.include(label);
    expect(run('--label', label, recorded('replacing-aurora')).status).to.equal(0);
    expect(run('--labels', JSON.stringify(['infra', label]), recorded('replacing-aurora')).status).to.equal(0);
  });

  it('shows one that widens IAM statement by statement', () => {
    const { status, stdout } = run(recorded('widening-iam'));

    expect(status).to.equal(0);
    for (const said of [
      '⚠️ Lets in more than before',
      'allows every action: dynamodb:\\*',
      'lets in AWS:arn:aws:iam::999999999999:root',
      'opens tcp 5432 0.0.0.0/0',
      'public access is no longer blocked',
      '- {"Sid":"Carts"',
      '+ {"Sid":"Carts"',
    ]) {
      expect(stdout).to.include(said);
    }
  });

  it('takes several at once', () => {
    const { status, stdout } = run(recorded('harmless'), recorded('replacing-aurora'));

    expect(status).to.equal(1);
    expect(stdout).to.include('| `harmless`').and.to.include('| `replacing-aurora`');
  });
});

describe('the plan review', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-plan-review-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it('writes into a file where one is named', () => {
    const out = join(folder, 'comment.md');

    expect(run('--out', out, recorded('harmless'))).to.include({ status: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).to.include('## Plan review');
  });

  const refused: readonly [string, () => readonly string[], RegExp][] = [
    ['no plan', () => [], /give at least one plan/],
    ['a file that is not there', () => ['nowhere.json'], /nowhere\.json: can't be read/],
    [
      'a file that is no JSON',
      () => [file('binary.json', 'PK\u0003')],
      /is not JSON; write it with "terraform show -json/,
    ],
    ['JSON that is no plan', () => [file('other.json', '{}')], /has no format_version/],
    [
      'a plan of another format',
      () => [file('future.json', '{"format_version":"2.0"}')],
      /format_version 2\.0; this review reads 1\.x/,
    ],
    [
      'a plan with a broken change',
      () => [file('broken.json', '{"format_version":"1.2","resource_changes":[{"address":"a"}]}')],
      /broken\.json: resource_changes\.0\./,
    ],
    ['an unknown flag', () => ['--lable', 'x', recorded('harmless')], /did you mean --label\?/],
    ['labels that are no list', () => ['--labels', '{"a":1}', recorded('harmless')], /--labels takes a JSON list/],
    ['a limit that is none', () => ['--limit', '12', recorded('harmless')], /--limit takes a whole number from 1000/],
    ['two plans of one name', () => [recorded('harmless'), recorded('harmless')], /two plans of one name/],
  ];
  for (const [title, given, says] of refused) {
    it(`refuses ${title} with exit code 2 and says what to do`, () => {
      const { status, stderr, stdout } = run(...given());

      expect(status).to.equal(2);
      expect(stderr).to.match(says);
      expect(stdout).to.equal('');
    });
  }

  it('explains itself', () => {
    expect(run('--help')).to.include({ status: 0 });
  });
});
