import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { synthesized } from '../support/synthesized.ts';

const root = join(import.meta.dirname, '../..');
let folders: string[] = [];

function synth() {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-synth-'));
  folders.push(folder);
  execFileSync(process.execPath, ['main.ts'], { cwd: root, env: { ...process.env, CDKTF_OUTDIR: folder } });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return new Map(files.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

describe('npm run synth', () => {
  afterEach(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
    folders = [];
  });

  it('writes every stack of every environment, the same bytes each time', () => {
    const [one, other] = [synth(), synth()];

    expect([...other]).to.deep.equal([...one]);
    for (const { id } of synthesized().stacks) expect([...one.keys()]).to.include(join('stacks', id, 'cdk.tf.json'));
  });
});
