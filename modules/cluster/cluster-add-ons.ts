import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { systemNodes } from '../node-group/system-nodes.ts';

export interface AddOnsBeforeNodesProps {
  readonly clusterName: string;
  /** Gives `aws-node`, the network plugin, its role with `AmazonEKS_CNI_Policy`. Nodes themselves have no such right. */
  readonly networkIdentity: ITerraformDependable;
}

export interface AddOnsAfterNodesProps {
  readonly clusterName: string;
  /** They have somewhere to run. */
  readonly nodes: ITerraformDependable;
}

/**
 * Each add-on takes the version that EKS recommends for the cluster's Kubernetes version when it is made, and keeps it:
 * an upgrade is a decision (`aws eks update-addon`). What somebody changed by hand is put right.
 */
const conflicts = { resolveConflictsOnCreate: 'OVERWRITE', resolveConflictsOnUpdate: 'OVERWRITE' };

/**
 * A node is not ready before its network plugin is, and no pod has an AWS identity before the agent runs. All three
 * run on every node, so they need none to be made.
 */
export class AddOnsBeforeNodes extends Construct {
  /** What a node waits for. */
  readonly addOns: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { clusterName, networkIdentity }: AddOnsBeforeNodesProps) {
    super(scope, id);
    const network = new EksAddon(this, 'vpc-cni', {
      ...conflicts,
      clusterName,
      addonName: 'vpc-cni',
      configurationValues: JSON.stringify({
        // Off unless said so: without it every network policy of the charts is a comment.
        enableNetworkPolicy: 'true',
        // A /28 at a time: 110 pods fit on a node, and a pod starts without a call to EC2.
        env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
      }),
      dependsOn: [networkIdentity],
    });
    const others = ['kube-proxy', 'eks-pod-identity-agent'].map(
      (addonName) => new EksAddon(this, addonName, { ...conflicts, clusterName, addonName }),
    );
    this.addOns = [network, ...others];
  }
}

/** They are pods of their own, and wait until they run: on the system nodes. */
export class AddOnsAfterNodes extends Construct {
  constructor(scope: Construct, id: string, { clusterName, nodes }: AddOnsAfterNodesProps) {
    super(scope, id);
    const placement = { nodeSelector: systemNodes.labels, tolerations: [systemNodes.toleration] };
    for (const addonName of ['coredns', 'metrics-server']) {
      new EksAddon(this, addonName, {
        ...conflicts,
        clusterName,
        addonName,
        configurationValues: JSON.stringify(placement),
        dependsOn: [nodes],
      });
    }
  }
}
