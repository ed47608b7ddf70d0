import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';

/** Who a pod is in a cluster. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

export interface PodIdentityProps extends ServiceAccount {
  readonly roleName: string;
  /** What the pods are for. */
  readonly description: string;
  readonly clusterName: string;
  /** `arn:aws:eks:<region>:<account>:cluster/<name>` */
  readonly clusterArn: string;
  /** What the pods may do. Nothing if left out, together with `managedPolicyArns`. */
  readonly statements?: readonly PolicyStatement[];
  /** Policies that AWS keeps for this very purpose. None if left out. */
  readonly managedPolicyArns?: readonly string[];
}

/**
 * Gives the pods of one service account in one cluster a role. The agent on their node hands them its credentials; no
 * key is stored. The trust policy names cluster, namespace and account, so that an association made by mistake
 * elsewhere gives nothing away.
 * Source: Amazon EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity".
 */
export class PodIdentity extends Construct {
  readonly roleArn: string;
  /** Pods that start after it have the role. */
  readonly association: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const { roleName, description, clusterName, namespace, serviceAccount } = props;
    const { statements = [], managedPolicyArns = [] } = props;
    const role = new IamRole(this, 'role', {
      name: roleName,
      description,
      assumeRolePolicy: trustOfPods(props),
    });
    if (statements.length > 0) {
      new IamRolePolicy(this, 'policy', {
        name: 'permissions',
        role: role.name,
        policy: policyDocument(statements),
      });
    }
    for (const policyArn of managedPolicyArns) {
      const policyName = policyArn.split('/').at(-1) ?? policyArn;
      new IamRolePolicyAttachment(this, policyName, { role: role.name, policyArn });
    }
    this.association = new EksPodIdentityAssociation(this, 'association', {
      clusterName,
      namespace,
      serviceAccount,
      roleArn: role.arn,
    });
    this.roleArn = role.arn;
  }
}

function trustOfPods({ clusterArn, namespace, serviceAccount }: PodIdentityProps): string {
  return policyDocument([
    {
      sid: 'ThePodsOfOneAccount',
      principals: { Service: ['pods.eks.amazonaws.com'] },
      actions: ['sts:AssumeRole', 'sts:TagSession'],
      conditions: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-arn': clusterArn,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
        },
      },
    },
  ]);
}
