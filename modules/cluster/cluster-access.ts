import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry/index.js';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association/index.js';
import { Construct } from 'constructs';

/**
 * What a person or a workflow may do in a cluster, as EKS's own policies name it. `AmazonEKSAdminViewPolicy` reads
 * everything, secrets too: Helm keeps its releases in secrets, so a comparison needs it.
 * Source: Amazon EKS User Guide, "Review access policy permissions".
 */
export type ClusterPolicy = 'AmazonEKSClusterAdminPolicy' | 'AmazonEKSAdminViewPolicy';

export interface ClusterAccessProps {
  readonly clusterName: string;
  /** The role that signs in. It must exist. */
  readonly principalArn: string;
  readonly policy: ClusterPolicy;
  readonly partition: string;
}

/** Lets an IAM role into a cluster. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, { clusterName, principalArn, policy, partition }: ClusterAccessProps) {
    super(scope, id);
    const entry = new EksAccessEntry(this, 'entry', { clusterName, principalArn, type: 'STANDARD' });
    new EksAccessPolicyAssociation(this, 'policy', {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${policy}`,
      accessScope: { type: 'cluster' },
    });
  }
}
