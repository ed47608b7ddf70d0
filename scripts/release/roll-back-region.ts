import type { RegionRollout } from './rollout-region.ts';

/**
 * As a rollout, but out of any state, an unfinished rollout too: that is what it is for. Upgrades even to what is current,
 * because after a crash nobody knows what runs. The schema stays: it is only ever expanded, so older code runs on it.
 */
export async function rollBackInRegion({ region, version, versions, cluster, say }: RegionRollout): Promise<void> {
  const before = await versions.read();
  say(`${region}: goes back from ${before.target} to ${version}`);
  await versions.writeTarget(version);
  await cluster.upgrade(version);
  await cluster.smoke(version);
  if (before.current !== version) await versions.writeCurrent(version);
  say(`${region}: ${version} runs`);
}
