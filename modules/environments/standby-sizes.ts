import { serviceNames } from '@evermart/contracts/topology';
import type { RegionSettings } from './environment.ts';

const quantities: Readonly<Record<string, (settings: RegionSettings) => number>> = {
  'sizes.aurora.instances': ({ sizes }) => sizes.aurora.instances,
  'sizes.redis.nodes': ({ sizes }) => sizes.redis.nodes,
  'sizes.openSearch.dataNodes': ({ sizes }) => sizes.openSearch.dataNodes,
  'sizes.cluster.systemNodes': ({ sizes }) => sizes.cluster.systemNodes,
  ...Object.fromEntries(
    serviceNames.map((name) => [`replicas.${name}`, ({ replicas }: RegionSettings) => replicas[name]]),
  ),
};

/**
 * A warm standby is at most as large as the primary: a larger one is a mistake that costs money every month.
 * Two things must be equal, because nothing can grow them within a failover: the class of the Aurora instances
 * (a failover makes a reader the writer of all traffic) and the ceiling of the workload nodes.
 */
export function standbySizeProblems(name: string, primary: RegionSettings, standby: RegionSettings): readonly string[] {
  const larger = Object.entries(quantities)
    .filter(([, quantity]) => quantity(standby) > quantity(primary))
    .map(
      ([what, quantity]) =>
        `${name}.standby.${what}: ${quantity(standby)}: a standby is at most as large as the primary (${quantity(primary)})`,
    );
  const mustEqual = {
    'sizes.aurora.instanceClass': ({ sizes }: RegionSettings) => sizes.aurora.instanceClass,
    'sizes.cluster.workloadCpuLimit': ({ sizes }: RegionSettings) => sizes.cluster.workloadCpuLimit,
  };
  const different = Object.entries(mustEqual)
    .filter(([, value]) => value(standby) !== value(primary))
    .map(
      ([what, value]) =>
        `${name}.standby.${what}: ${JSON.stringify(value(standby))}: it takes the primary's whole traffic, so it equals the primary's ${JSON.stringify(value(primary))}`,
    );
  return [...larger, ...different, ...readerProblems(name, standby)];
}

/**
 * The standby's services use the reader endpoint. With one instance it leads to that one, also after a failover has made
 * it the writer; with more it would lead away from the writer, and a failover would have to change a setting.
 * Source: Amazon Aurora User Guide, "Amazon Aurora endpoint connections", reader endpoint.
 */
function readerProblems(name: string, { sizes: { aurora } }: RegionSettings): readonly string[] {
  return aurora.instances === 1
    ? []
    : [
        `${name}.standby.sizes.aurora.instances: ${aurora.instances}: a standby has 1 Aurora instance, or its reader endpoint leads away from the writer after a failover`,
      ];
}
