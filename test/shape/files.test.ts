import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const sources = files.filter((file) => /\.tsx?$/.test(file));

describe('the files of the project', () => {
  it('are named for what they hold', () => {
    const empty = sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|index)\.tsx?$/.test(file));

    expect(empty).to.deep.equal([]);
  });

  it('are at most 300 lines, or say at their head why not', () => {
    const long = sources.filter((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      return lines.length > 300 && !/^(\/\*\*|\/\/)/.test(lines[0] ?? '');
    });

    expect(long).to.deep.equal([]);
  });

  it('skip and single out no test', () => {
    const tests = sources.filter((file) => file.endsWith('.test.ts'));
    const marked = tests.filter((file) =>
      /\b(it|describe|context)\.(skip|only)\(/.test(readFileSync(join(root, file), 'utf8')),
    );

    expect(marked).to.deep.equal([]);
  });

  it('name no download address in the lock file', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).to.not.match(/"resolved": "http/);
  });

  it('export by name only', () => {
    const defaults = sources.filter(
      (file) =>
        !file.endsWith('.d.ts') &&
        !file.endsWith('vite.config.ts') &&
        /^export default/m.test(readFileSync(join(root, file), 'utf8')),
    );

    expect(defaults).to.deep.equal([]);
  });
});
