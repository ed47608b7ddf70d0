import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { z } from 'zod';
import { resourcesIn, stacksNamed, synthesized } from '../support/synthesized.ts';

const charts = join(import.meta.dirname, '../../charts');
const textOf = (...path: string[]) => readFileSync(join(charts, ...path), 'utf8');
const Values = z.array(z.string()).length(1);

/** Keys of a mapping in a values.yaml, at an indentation. */
const keysAt = (indentation: number, text: string) =>
  [...text.matchAll(new RegExp(`^ {${indentation}}(\\w+):`, 'gm'))].map(([, key]) => key);

describe('the charts', () => {
  it('are one a service of the topology, the library and the platform', () => {
    const folders = readdirSync(charts, { withFileTypes: true }).filter((entry) => entry.isDirectory());

    expect(folders.map(({ name }) => name)).to.have.members([...serviceNames, 'service', 'platform']);
  });

  for (const service of serviceNames) {
    it(`${service}'s has its name, is made of the library, and takes its defaults`, () => {
      const chart = textOf(service, 'Chart.yaml');

      expect(chart).to.match(new RegExp(`^name: ${service}$`, 'm'));
      expect(chart).to.match(/repository: file:\/\/\.\.\/service\n {4}import-values:\n {6}- defaults/);
      expect(realpathSync(join(charts, service, 'charts/service'))).to.equal(join(charts, 'service'));
      expect(readdirSync(join(charts, service, 'templates'))).to.deep.equal(['all.yaml']);
      expect(textOf(service, 'templates/all.yaml').trim()).to.equal('{{ include "service.all" . }}');
    });
  }

  it('of services document every value that infrastructure gives', () => {
    const documented = keysAt(4, textOf('service', 'values.yaml'));
    const releases = stacksNamed(synthesized(), 'services').flatMap((stack) => resourcesIn(stack, 'helm_release'));

    expect(releases.length).to.be.greaterThan(0);
    for (const { arguments: given } of releases) {
      const [values = ''] = Values.parse(given.values);
      expect(documented).to.include.members(Object.keys(JSON.parse(values)));
    }
  });

  it('of the platform documents every value that infrastructure gives', () => {
    const text = textOf('platform', 'values.yaml');
    for (const stack of stacksNamed(synthesized(), 'platform')) {
      const release = resourcesIn(stack, 'helm_release').find(({ arguments: given }) => given.name === 'platform');
      const [values = '{}'] = Values.parse(release?.arguments.values);
      const given = JSON.parse(values);

      expect(keysAt(0, text)).to.include.members(Object.keys(given));
      expect(keysAt(2, text)).to.include.members(Object.keys(given.nodes));
    }
  });
});
