import type { ServiceName } from '@evermart/contracts/topology';
import { type OwnRelease, ownReleases } from '../../../scripts/charts/own-releases.ts';
import { type KubernetesObject, templateChart } from '../../../scripts/charts/template-chart.ts';
import { findHelm } from '../../../scripts/infra/find-helm.ts';
import { synthesized } from '../../support/synthesized.ts';

export type Side = 'primary' | 'standby';

/** The releases of our charts in one region of production, with what Terraform gives them. */
export function releasesOn(side: Side): readonly OwnRelease[] {
  return synthesized()
    .stacks.filter(({ environment, role }) => environment.name === 'production' && role === side)
    .flatMap((stack) => ownReleases(stack));
}

/** One service's release. A copy: a test may change its values. */
export function releaseOf(service: string, side: Side = 'primary'): OwnRelease {
  const release = releasesOn(side).find(({ chart }) => chart === service);
  if (release === undefined) throw new Error(`production has no release ${service} on its ${side} side`);
  return structuredClone(release);
}

export const render = (release: OwnRelease) => templateChart(findHelm(), release);

const known = new Map<string, Promise<readonly KubernetesObject[]>>();

/** What a service's release makes in production, rendered once a test run. */
export function objectsOf(service: ServiceName | 'platform', side: Side = 'primary') {
  const key = `${service} ${side}`;
  const objects = known.get(key) ?? render(releaseOf(service, side));
  known.set(key, objects);
  return objects;
}
