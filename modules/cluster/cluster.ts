import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { Construct } from 'constructs';
import { parseCidr } from '../environments/cidr.ts';
import { LogGroup } from '../log-group/log-group.ts';
import { policyDocument } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';

export interface ClusterProps {
  readonly name: string;
  /** `1.35`: the minor version. */
  readonly version: string;
  /** Private ones, in two availability zones at least. */
  readonly subnetIds: readonly string[];
  /** Encrypts Kubernetes secrets and the control plane's logs: its policy lets CloudWatch Logs use it for this group. */
  readonly keyArn: string;
  readonly roleName: string;
  /** `arn:aws:iam::aws:policy/<name>` of this partition. */
  readonly managedPolicyArn: (name: string) => string;
  /**
   * Ranges that reach the API server from outside the network. With none it has no public address at all. Never
   * everyone.
   */
  readonly publicAccessCidrs: readonly string[];
  readonly logRetentionDays: number;
}

/** Every kind there is. Source: Amazon EKS User Guide, "Send control plane logs to CloudWatch Logs". */
const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** Where EKS writes them: the name can't be chosen, so the group is made first, with a key and an end. */
export const controlPlaneLogGroup = (clusterName: string) => `/aws/eks/${clusterName}/cluster`;

/**
 * A Kubernetes control plane. Who may enter stands in access entries of the EKS API; whoever creates it has no right of
 * their own. It starts empty: the network plugin and the others come from `ClusterAddOns`. AWS and Terraform refuse to
 * delete it.
 */
export class Cluster extends Construct {
  /** The same as `name`, and known to exist: what depends on it waits for the control plane. */
  readonly clusterName: string;
  readonly arn: string;
  /** The group that EKS makes for control plane, nodes and pods. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { name, keyArn, logRetentionDays: retentionDays } = props;
    const logs = new LogGroup(this, 'logs', { name: controlPlaneLogGroup(name), retentionDays, keyArn });
    const { roleArn, attachments } = clusterRole(this, props);
    const cluster = new EksCluster(this, 'cluster', {
      name,
      version: props.version,
      roleArn,
      // Without the right to be upgraded behind our backs. It costs more once the version has left standard support.
      upgradePolicy: { supportType: 'EXTENDED' },
      bootstrapSelfManagedAddons: false,
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { resources: ['secrets'], provider: { keyArn } },
      enabledClusterLogTypes: logTypes,
      vpcConfig: { subnetIds: [...props.subnetIds], ...endpoints(props.publicAccessCidrs) },
      deletionProtection: true,
      lifecycle: { preventDestroy: true },
      dependsOn: [logs, ...attachments],
    });
    if (props.publicAccessCidrs.length > 0) {
      suppress(cluster, 'CKV_AWS_39', 'Open to the ranges that the environment names: deployments come from there.');
    }
    this.clusterName = cluster.name;
    this.arn = cluster.arn;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
  }
}

function endpoints(publicAccessCidrs: readonly string[]) {
  for (const cidr of publicAccessCidrs) {
    const range = parseCidr(cidr);
    if (range === undefined || range.prefixLength < 8) {
      throw new Error(
        `Access to the Kubernetes API from "${cidr}": name a range of /8 or smaller, e.g. 198.51.100.0/24`,
      );
    }
  }
  return publicAccessCidrs.length === 0
    ? { endpointPrivateAccess: true, endpointPublicAccess: false }
    : { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: [...publicAccessCidrs] };
}

function clusterRole(scope: Construct, { roleName, keyArn, managedPolicyArn }: ClusterProps) {
  const role = new IamRole(scope, 'role', {
    name: roleName,
    description: 'The Kubernetes control plane',
    assumeRolePolicy: policyDocument([
      { sid: 'TheControlPlane', principals: { Service: ['eks.amazonaws.com'] }, actions: ['sts:AssumeRole'] },
    ]),
  });
  const managed = new IamRolePolicyAttachment(scope, 'managed-policy', {
    role: role.name,
    policyArn: managedPolicyArn('AmazonEKSClusterPolicy'),
  });
  const secrets = new IamRolePolicy(scope, 'secrets-policy', {
    name: 'encrypt-secrets',
    role: role.name,
    policy: policyDocument([
      {
        sid: 'EncryptSecrets',
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey', 'kms:CreateGrant'],
        resources: [keyArn],
      },
    ]),
  });
  return { roleArn: role.arn, attachments: [managed, secrets] };
}
