import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry/index.js';
import { Construct } from 'constructs';
import { NodeRole } from '../node-group/node-role.ts';
import { PodIdentity, type ServiceAccount } from '../workload-identity/pod-identity.ts';
import { controllerPermissions } from './controller-permissions.ts';
import { InterruptionQueue } from './interruption-queue.ts';

export interface KarpenterAccessProps {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** As whom Karpenter runs. */
  readonly controller: ServiceAccount;
  readonly controllerRoleName: string;
  readonly nodeRoleName: string;
  readonly instanceProfileName: string;
  readonly queueName: string;
  readonly managedPolicyArn: (name: string) => string;
  /** Encrypts the nodes' disks and the queue: its policy lets rules of EventBridge use it. */
  readonly keyArn: string;
}

/** What Karpenter needs of AWS: its own role, the role of the nodes that it makes, and news of their end. */
export class KarpenterAccess extends Construct {
  constructor(scope: Construct, id: string, props: KarpenterAccessProps) {
    super(scope, id);
    const { clusterName, partition, account, instanceProfileName } = props;
    const nodes = new NodeRole(this, 'nodes', {
      roleName: props.nodeRoleName,
      managedPolicyArn: props.managedPolicyArn,
      instanceProfileName,
    });
    // A managed node group makes its own entry; nobody makes one for these.
    new EksAccessEntry(this, 'nodes-entry', { clusterName, principalArn: nodes.arn, type: 'EC2_LINUX' });
    const queue = new InterruptionQueue(this, 'interruptions', {
      name: props.queueName,
      account,
      partition,
      keyArn: props.keyArn,
    });
    new PodIdentity(this, 'controller', {
      ...props.controller,
      roleName: props.controllerRoleName,
      description: 'Karpenter: makes and ends the nodes of the cluster',
      clusterName,
      clusterArn: props.clusterArn,
      statements: controllerPermissions({
        partition,
        region: props.region,
        clusterName,
        clusterArn: props.clusterArn,
        nodeRoleArn: nodes.arn,
        instanceProfileArn: `arn:${partition}:iam::${account}:instance-profile/${instanceProfileName}`,
        queueArn: queue.arn,
        keyArn: props.keyArn,
      }),
    });
  }
}
