import type { OwnRelease } from '../../charts/own-releases.ts';
import { atVersion, releaseIn, replicasOf, serviceOf } from '../service-facts.ts';
import { demand, type Trial } from '../trial.ts';
import { trialVersions } from '../trial-versions.ts';
import { lookAtRegion } from './first-release.ts';

const withReplicas = (release: OwnRelease, replicas: number): OwnRelease => ({
  ...release,
  values: { ...release.values, replicas },
});

/** A region built anew at the recorded version, with the standby's size; then the same releases with the primary's. */
export async function scaleStandby(trial: Trial): Promise<string> {
  const { helm, primary, standby } = trial;
  const small = standby.services.map((release) => atVersion(release, trialVersions.second));
  for (const release of small) await helm.apply(release);
  const before = await lookAtRegion(trial, small);

  const large = small.map((release) => withReplicas(release, replicasOf(releaseIn(primary, serviceOf(release)))));
  demand(
    large.some((release, index) => replicasOf(release) > replicasOf(small[index]!)),
    'the standby is as large as the primary',
  );
  for (const release of large) await helm.apply(release);
  const after = await lookAtRegion(trial, large);
  return `${before.pods} pods in the standby, ${after.pods} once it has the primary's size; ${before.migrations} migrations ran as pre-install hooks`;
}
