import { policyDocument } from '../policy-document/policy-document.ts';
import { type AccessScope, rolesOfTheEnvironment } from './access-scope.ts';
import { awsServiceNames, linkedServices } from './aws-services.ts';

/** Beside the services of the estate: what controllers and agents in the cluster ask for. */
const further = ['ecr-public', 'eks-auth', 'aps', 'cloudwatch', 'pricing', 'rds-db', 'ssmmessages', 'ec2messages'];

/**
 * What no role of the environment exceeds, whatever its own policies say: the services of the estate, in IAM nothing but
 * handing on roles of the environment, and never Terraform's states or the roles that deliver.
 */
export function permissionBoundary(scope: AccessScope, deliveryRoleArns: readonly string[]): string {
  const { partition, account, stateBucketArns } = scope;
  return policyDocument([
    {
      sid: 'ServicesOfTheEstate',
      actions: [...new Set([...awsServiceNames, ...further])].map((name) => `${name}:*`),
      resources: ['*'],
    },
    {
      sid: 'RolesOfTheEnvironment',
      actions: ['iam:GetRole', 'iam:PassRole', 'sts:AssumeRole', 'sts:TagSession'],
      resources: [rolesOfTheEnvironment(scope)],
    },
    {
      // Karpenter looks for the profile of its nodes; the list can't be narrowed, since it is asked for without a name.
      sid: 'InstanceProfilesOfTheCluster',
      actions: ['iam:GetInstanceProfile', 'iam:ListInstanceProfiles'],
      resources: [`arn:${partition}:iam::${account}:instance-profile/*`],
    },
    {
      sid: 'RolesThatServicesMake',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`arn:${partition}:iam::${account}:role/aws-service-role/*`],
      conditions: { StringEquals: { 'iam:AWSServiceName': linkedServices } },
    },
    {
      sid: 'NeverTheStates',
      effect: 'Deny',
      actions: ['s3:*'],
      resources: [...stateBucketArns, ...stateBucketArns.map((arn) => `${arn}/*`)],
    },
    {
      sid: 'NeverTheDelivery',
      effect: 'Deny',
      actions: ['iam:PassRole', 'sts:AssumeRole'],
      resources: deliveryRoleArns,
    },
    {
      sid: 'NeverTheAccount',
      effect: 'Deny',
      actions: ['kms:ScheduleKeyDeletion', 's3:PutAccountPublicAccessBlock', 'ec2:DisableEbsEncryptionByDefault'],
      resources: ['*'],
    },
  ]);
}
