import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import type { OwnRelease } from '../charts/own-releases.ts';
import type { RegionReleases } from './trial.ts';

/** @throws Error when the topology doesn't have it */
export function serviceOf({ chart }: OwnRelease): ServiceName {
  const service = serviceNames.find((name) => name === chart);
  if (service === undefined) throw new Error(`${chart} is no service of the topology`);
  return service;
}

export const hasMigrations = (release: OwnRelease) => services[serviceOf(release)].database !== undefined;

/** Pods that Terraform asks for at least. */
export function replicasOf({ values, chart }: OwnRelease): number {
  if (typeof values.replicas !== 'number') throw new Error(`${chart} has no number of replicas`);
  return values.replicas;
}

/** The same release with the image of another version. */
export const atVersion = (release: OwnRelease, version: string): OwnRelease => ({
  ...release,
  values: { ...release.values, image: { ...(release.values.image as object), version } },
});

/** @throws Error when the region doesn't have it */
export function releaseIn({ services: releases, region }: RegionReleases, chart: ServiceName): OwnRelease {
  const release = releases.find((one) => one.chart === chart);
  if (release === undefined) throw new Error(`${region} has no release ${chart}`);
  return release;
}
