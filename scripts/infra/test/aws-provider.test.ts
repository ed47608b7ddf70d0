import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { compareVersions, findAwsProvider, providersBelow, writeCliConfiguration } from '../aws-provider.ts';

describe('the AWS provider', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-provider-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is found in a mirror, at every version that the mirror has', () => {
    for (const version of ['5.100.0', '6.25.0']) {
      mkdirSync(join(folder, 'm', 'registry.terraform.io', 'hashicorp', 'aws', version, 'linux_amd64'), {
        recursive: true,
      });
    }

    const found = providersBelow(folder);

    expect(found.map(({ version }) => version).sort(compareVersions)).to.deep.equal(['5.100.0', '6.25.0']);
    expect(found[0]?.mirror).to.equal(join(folder, 'm'));
  });

  it('is what a person names, also where that is older than the pinned one', async () => {
    const given = process.env.EVERMART_TF_MIRRORS;
    mkdirSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws', '5.100.0', 'linux_amd64'), { recursive: true });
    process.env.EVERMART_TF_MIRRORS = folder;
    try {
      expect(await findAwsProvider('6.25.0')).to.deep.equal({ version: '5.100.0', mirror: folder });
    } finally {
      if (given === undefined) delete process.env.EVERMART_TF_MIRRORS;
      else process.env.EVERMART_TF_MIRRORS = given;
    }
  });

  it('is not found where there is none', () => {
    expect(providersBelow(folder)).to.deep.equal([]);
    expect(providersBelow(join(folder, 'missing'))).to.deep.equal([]);
  });

  it('is compared by numbers, not by letters', () => {
    expect(compareVersions('5.100.0', '5.9.0')).to.be.greaterThan(0);
    expect(compareVersions('5.100.0', '6.0.0')).to.be.lessThan(0);
    expect(compareVersions('6.25.0', '6.25.0')).to.equal(0);
  });

  it('comes from that mirror alone, or from the registry', () => {
    const mirrored = readFileSync(writeCliConfiguration(folder, { version: '5.100.0', mirror: '/mirror' }), 'utf8');
    const direct = readFileSync(writeCliConfiguration(folder, { version: '6.25.0', mirror: undefined }), 'utf8');

    expect(mirrored).to.contain('path = "/mirror"').and.not.to.contain('direct');
    expect(direct).to.contain('direct {}');
  });
});
