import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { trustOfService } from '../policy-document/policy-document.ts';

export interface NodeRoleProps {
  readonly roleName: string;
  readonly managedPolicyArn: (name: string) => string;
  /** Makes an instance profile of this name, for nodes that no node group makes. None if left out. */
  readonly instanceProfileName?: string;
}

/**
 * To join a cluster and to pull images. The network plugin has a role of its own, and pods have theirs: what runs on a
 * node and steals its credentials gets nothing else.
 */
const policies = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];

/** What an instance may do because it is a node. */
export class NodeRole extends Construct {
  readonly arn: string;
  readonly attachments: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const { roleName, managedPolicyArn, instanceProfileName } = props;
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: 'Nodes of the Kubernetes cluster',
      assumeRolePolicy: trustOfService('ec2.amazonaws.com'),
    });
    this.attachments = policies.map(
      (policy) => new IamRolePolicyAttachment(this, policy, { role: role.name, policyArn: managedPolicyArn(policy) }),
    );
    if (instanceProfileName !== undefined) {
      new IamInstanceProfile(this, 'profile', { name: instanceProfileName, role: role.name });
    }
    this.arn = role.arn;
  }
}
