import { environments } from '../../modules/environments.ts';
import { neverReleased } from '../../modules/service-release/release-version.ts';
import { type OwnRelease, ownReleases } from '../charts/own-releases.ts';
import { synthesizeEstate } from '../infra/synthesize.ts';
import { withPlaceholders } from './placeholders.ts';
import type { RegionReleases } from './trial.ts';

export const environmentName = 'production';

/** What Terraform installs of our charts in both regions of production, synthesized into `folder`. */
export function productionReleases(folder: string): {
  readonly primary: RegionReleases;
  readonly standby: RegionReleases;
} {
  const environment = environments.find(({ name }) => name === environmentName);
  if (environment?.standby === undefined) throw new Error(`${environmentName} has no standby`);
  const stacks = synthesizeEstate(folder).filter((stack) => stack.environment === environmentName);
  const inRegion = (region: string) => {
    const releases = stacks
      .filter((stack) => stack.region === region)
      .flatMap((stack) => ownReleases({ id: stack.id, json: withPlaceholders(stack) }, neverReleased));
    return regionReleases(region, releases);
  };
  return { primary: inRegion(environment.primary.region), standby: inRegion(environment.standby.region) };
}

function regionReleases(region: string, releases: readonly OwnRelease[]): RegionReleases {
  const platform = releases.find(({ chart }) => chart === 'platform');
  if (platform === undefined) throw new Error(`${region} has no release platform`);
  return { region, platform, services: releases.filter((release) => release !== platform) };
}
