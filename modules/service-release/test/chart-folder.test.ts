import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { hashOf } from '../chart-folder.ts';

describe('the hash of a chart', () => {
  let folder: string;
  const at = (file: string) => join(folder, file);
  const hash = () => hashOf(at('order'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-charts-'));
    for (const place of ['order/templates', 'order/charts', 'library']) mkdirSync(at(place), { recursive: true });
    writeFileSync(at('order/templates/all.yaml'), 'one');
    writeFileSync(at('library/values.yaml'), 'one');
    symlinkSync('../../library', at('order/charts/library'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the same for the same files', () => {
    expect(hash()).to.equal(hash());
  });

  it('changes with a template', () => {
    const before = hash();
    writeFileSync(at('order/templates/all.yaml'), 'other');

    expect(hash()).to.not.equal(before);
  });

  it('changes with the library that is linked', () => {
    const before = hash();
    writeFileSync(at('library/values.yaml'), 'other');

    expect(hash()).to.not.equal(before);
  });

  it('changes when a file is renamed', () => {
    const before = hash();
    renameSync(at('order/templates/all.yaml'), at('order/templates/every.yaml'));

    expect(hash()).to.not.equal(before);
  });
});
