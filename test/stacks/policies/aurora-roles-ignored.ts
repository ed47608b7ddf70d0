import { type Estate, nameOf, resourcesOf } from '../../support/synthesized.ts';
import { setAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** A failover changes them; an apply that changed them back would promote or detach a cluster (provider issue 40921). */
const changedByFailover = ['replication_source_identifier', 'global_cluster_identifier', 'engine_version'] as const;

const paired = (estate: Estate) =>
  resourcesOf(estate, 'aws_rds_cluster').filter(({ stack }) => stack.environment.standby !== undefined);

export const policy: Policy = {
  guarantee: "no apply undoes a failover: Terraform ignores which of Aurora's clusters writes",
  violationsIn(estate) {
    const clusters = paired(estate);
    if (clusters.length === 0) return ['no Aurora cluster with a standby'];
    return clusters.flatMap((cluster) => {
      const ignored = valuesAt(cluster.arguments, 'lifecycle.ignore_changes');
      return changedByFailover
        .filter((argument) => !ignored.includes(argument))
        .map((argument) => `${nameOf(cluster)} would change ${argument} back`);
    });
  },
  mutations: changedByFailover.map((argument) => ({
    title: `no longer ignores ${argument}`,
    apply(estate: Estate) {
      const { arguments: given } = paired(estate)[0]!;
      const ignored = valuesAt(given, 'lifecycle.ignore_changes');
      setAt(
        given,
        'lifecycle.ignore_changes',
        ignored.filter((one) => one !== argument),
      );
    },
  })),
};
