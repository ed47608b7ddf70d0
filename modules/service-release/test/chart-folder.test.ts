import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chartsHash } from '../chart-folder.ts';

describe('the hash of charts', () => {
  let folder: string;
  const write = (file: string, text: string) => writeFileSync(join(folder, 'order', file), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-charts-'));
    mkdirSync(join(folder, 'order', 'templates'), { recursive: true });
    write('Chart.yaml', 'name: order');
    write('templates/all.yaml', 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const hash = () => chartsHash(['order'], folder);

  it('is the same for the same files', () => {
    expect(hash()).to.equal(hash());
  });

  it('changes with a template', () => {
    const before = hash();
    write('templates/all.yaml', 'other');

    expect(hash()).to.not.equal(before);
  });

  it('changes when a file is renamed', () => {
    const before = hash();
    rmSync(join(folder, 'order/templates/all.yaml'));
    write('templates/every.yaml', 'one');

    expect(hash()).to.not.equal(before);
  });

  it('leaves out what Helm packs or links below charts/', () => {
    const before = hash();
    mkdirSync(join(folder, 'order', 'charts'));
    write('charts/service-0.1.0.tgz', 'packed');
    symlinkSync('../..', join(folder, 'order/charts/service'));

    expect(hash()).to.equal(before);
  });
});
