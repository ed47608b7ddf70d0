import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { documentedValues } from '../../../scripts/charts/documented-values.ts';
import { staleFiles } from '../../../scripts/charts/generated-files.ts';
import { chartsFolder, runHelm, templateChart } from '../../../scripts/charts/template-chart.ts';
import { findHelm } from '../../../scripts/infra/find-helm.ts';
import { releaseOf, releasesOn } from './rendered.ts';

interface Wrong {
  /** Where: `network.callees.0.port`. */
  readonly at: string;
  readonly value: unknown;
  readonly chart?: string;
}

const wrong: readonly Wrong[] = [
  { at: 'replica', value: 3 },
  { at: 'replicas', value: '3' },
  { at: 'replicas', value: 0 },
  { at: 'replicas', value: 1.5 },
  { at: 'replicas', value: 1000 },
  { at: 'image.tag', value: '1.0.0' },
  { at: 'image.repository', value: '' },
  { at: 'image.version', value: 1 },
  { at: 'image.version', value: '1.0.0@sha256:abc' },
  { at: 'image.version', value: 'one two' },
  { at: 'image', value: 'order:1.0.0' },
  { at: 'port', value: '4105' },
  { at: 'port', value: 80 },
  { at: 'environment.LOG_LEVEL', value: 1 },
  { at: 'environment.logLevel', value: 'debug' },
  { at: 'secrets.0.optional', value: 'no' },
  { at: 'secrets.0.secret', value: undefined },
  { at: 'secrets.0.env', value: {} },
  { at: 'secrets', value: {} },
  { at: 'network.callers', value: 'api-gateway' },
  { at: 'network.callers.0', value: '*' },
  { at: 'network.callees.0.port', value: 'http' },
  { at: 'network.calees', value: [] },
  { at: 'network.stores.0.store', value: 'mysql' },
  { at: 'network.dataRanges.0', value: 'everywhere' },
  { at: 'network.dataRanges', value: [] },
  { at: 'network.publicFrom', value: ['0.0.0.0'] },
  { at: 'autoscaling.cpuPercent', value: 0 },
  { at: 'autoscaling.minReplicas', value: 2 },
  { at: 'shutdown.preStopSeconds', value: '30s' },
  { at: 'shutdown.terminationGraceSeconds', value: 1 },
  { at: 'resources.requests.cpu', value: 1 },
  { at: 'resources.limits.memory', value: '320' },
  { at: 'resources.limits.gpu', value: '1' },
  { at: 'migration.timeoutSeconds', value: 3600 },
  { at: 'securityContext', value: { runAsUser: 0 } },
  { at: 'service.replicas', value: 3 },
  { at: 'nodes.cpuLimit', value: '128', chart: 'platform' },
  { at: 'nodes.architectures', value: ['x86'], chart: 'platform' },
  { at: 'nodes.spot', value: true, chart: 'platform' },
];

/** A copy of the values with one of them changed; `undefined` takes it away. */
function changed(values: Record<string, unknown>, at: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(values);
  const names = at.split('.');
  const last = names.pop()!;
  let place = copy;
  for (const name of names) {
    place[name] ??= {};
    place = place[name] as Record<string, unknown>;
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

describe('the schema of a chart’s values', () => {
  it('takes what infrastructure gives, in both regions', async () => {
    for (const release of [...releasesOn('primary'), ...releasesOn('standby')]) {
      expect(await templateChart(findHelm(), release), `${release.stack} ${release.chart}`).to.not.deep.equal([]);
    }
  });

  for (const { at, value, chart = 'order' } of wrong) {
    it(`refuses ${at} = ${JSON.stringify(value) ?? 'nothing'}, and names it`, async () => {
      const release = releaseOf(chart);
      const values = changed(release.values, at, value);
      const { code, complaint } = await runHelm(findHelm(), ['template', chart, join(chartsFolder, chart)], {
        ...release,
        values,
      });

      expect(code).to.equal(1);
      for (const name of at.split('.')) expect(complaint).to.match(new RegExp(`\\b${name.replace('*', '\\*')}\\b`));
    });
  }

  it('is no other than the one that follows from the documented values, as the READMEs', () => {
    expect(staleFiles().map(({ path }) => path)).to.deep.equal([]);
  });

  it('can only be made of values that are documented', () => {
    expect(() => documentedValues('# -- Pods.\nreplicas: 1\nport: 0\n')).to.throw('port has no documentation');
  });
});

/** What differs between the sides beside size: names of regions, addresses, and where the database's reader is. */
const asPrimary = (values: unknown): unknown =>
  JSON.parse(
    JSON.stringify(values)
      .replaceAll('eu-central-1', 'eu-west-1')
      .replaceAll('"10.31.', '"10.30.')
      .replaceAll('aurora-reader-endpoint', 'aurora-writer-endpoint'),
  );

describe('the standby’s values', () => {
  for (const service of serviceNames) {
    it(`of ${service} differ from the primary’s in nothing but size and place`, () => {
      const [{ replicas: most, ...primary }, { replicas: least, ...standby }] = [
        releaseOf(service).values,
        releaseOf(service, 'standby').values,
      ];

      expect(asPrimary(standby)).to.deep.equal(primary);
      expect(least).to.be.at.most(most as number);
    });
  }
});
