import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { parse } from 'yaml';
import { chartsFolder, type KubernetesObject } from '../../../scripts/charts/template-chart.ts';
import { releaseOf, render, type Side } from './rendered.ts';

const files: Readonly<Record<Side, string>> = { primary: 'values-production.yaml', standby: 'values-standby.yaml' };

const sizeOf = (service: string, side: Side) =>
  parse(readFileSync(join(chartsFolder, service, files[side]), 'utf8')) as Record<string, unknown>;

const rendered = (service: string, size: Record<string, unknown>) => {
  const release = releaseOf(service, 'standby');
  return render({ ...release, values: { ...release.values, ...size } });
};

const leastPods = (objects: readonly KubernetesObject[]) =>
  objects.flatMap(({ kind, spec }) =>
    kind === 'HorizontalPodAutoscaler' ? [(spec as { minReplicas: number }).minReplicas] : [],
  );

const withoutSize = (objects: readonly KubernetesObject[]) =>
  objects.map((object) =>
    object.kind === 'HorizontalPodAutoscaler'
      ? { ...object, spec: { ...(object.spec as object), minReplicas: 'any' } }
      : object,
  );

describe('the size files of the charts', () => {
  for (const service of serviceNames) {
    it(`of ${service} say what Terraform gives it in each region, and no other key`, () => {
      for (const side of ['primary', 'standby'] as const)
        expect(sizeOf(service, side), side).to.deep.equal({ replicas: releaseOf(service, side).values.replicas });
    });

    it(`of ${service} change how many pods its autoscaler keeps at least, and nothing else of the standby`, async () => {
      const [large, small] = await Promise.all([
        rendered(service, sizeOf(service, 'primary')),
        rendered(service, sizeOf(service, 'standby')),
      ]);

      expect(withoutSize(large)).to.deep.equal(withoutSize(small));
      expect([leastPods(large), leastPods(small)]).to.deep.equal([
        [sizeOf(service, 'primary').replicas],
        [sizeOf(service, 'standby').replicas],
      ]);
    });
  }
});
