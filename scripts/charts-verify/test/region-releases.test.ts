import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { productionReleases } from '../region-releases.ts';
import { hasMigrations, releaseIn, replicasOf, serviceOf } from '../service-facts.ts';
import type { RegionReleases } from '../trial.ts';

describe('what production installs', () => {
  let folder: string;
  let primary: RegionReleases;
  let standby: RegionReleases;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-releases-test-'));
    ({ primary, standby } = productionReleases(folder));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is each service of the topology and the platform, in both regions', () => {
    for (const { services, platform } of [primary, standby]) {
      expect(services.map(serviceOf).sort()).to.deep.equal([...serviceNames].sort());
      expect(platform.chart).to.equal('platform');
    }
  });

  it('has every reference filled in, with nothing that only stands in for a value', () => {
    for (const { services, platform } of [primary, standby]) {
      for (const { chart, values } of [...services, platform]) {
        expect(JSON.stringify(values), chart).to.not.match(/\$\{|stand-in|undefined/);
      }
    }
  });

  it('is smaller in the standby, and with as many databases', () => {
    const pods = ({ services }: RegionReleases) => services.reduce((sum, release) => sum + replicasOf(release), 0);

    expect(pods(standby)).to.be.lessThan(pods(primary));
    expect(standby.services.filter(hasMigrations)).to.have.length(4);
    expect(primary.services.filter(hasMigrations)).to.have.length(4);
  });

  it('is asked for by name, and a name that is none is refused', () => {
    expect(releaseIn(primary, 'order').values.port).to.equal(4105);
    expect(() => releaseIn({ ...primary, services: [] }, 'order')).to.throw('eu-west-1 has no release order');
    expect(() => serviceOf({ ...primary.platform })).to.throw('platform is no service');
  });
});
