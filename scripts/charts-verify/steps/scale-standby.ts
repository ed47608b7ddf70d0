import type { OwnRelease } from '../../charts/own-releases.ts';
import { releaseIn, replicasOf, serviceOf } from '../service-facts.ts';
import { demand, type Trial } from '../trial.ts';
import { trialVersions } from '../trial-versions.ts';
import { lookAtRegion } from './first-release.ts';

const withVersion = (release: OwnRelease, replicas = replicasOf(release)): OwnRelease => ({
  ...release,
  values: {
    ...release.values,
    replicas,
    image: { ...(release.values.image as object), version: trialVersions.second },
  },
});

/** A region built anew at the recorded version, with the standby's size; then the same releases with the primary's. */
export async function scaleStandby(trial: Trial): Promise<string> {
  const { helm, primary, standby } = trial;
  const small = standby.services.map((release) => withVersion(release));
  for (const release of small) await helm.apply(release);
  const before = await lookAtRegion(trial, small);

  const large = standby.services.map((release) =>
    withVersion(release, replicasOf(releaseIn(primary, serviceOf(release)))),
  );
  demand(
    large.some((release, index) => replicasOf(release) > replicasOf(small[index]!)),
    'the standby is as large as the primary',
  );
  for (const release of large) await helm.apply(release);
  const after = await lookAtRegion(trial, large);
  return `${before.pods} pods in the standby, ${after.pods} once it has the primary's size; ${before.migrations} migrations ran as pre-install hooks`;
}
