import type { PolicyStatement } from '../policy-document/policy-document.ts';

export interface ControllerScope {
  readonly partition: string;
  readonly region: string;
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly nodeRoleArn: string;
  readonly instanceProfileArn: string;
  readonly queueArn: string;
  /** Encrypts the nodes' disks and the queue. */
  readonly keyArn: string;
}

/**
 * What Karpenter may do: its own policies, without the right to make instance profiles, because ours is made
 * beforehand. So it changes nothing in IAM, which must not be needed in a failover.
 * Source: Karpenter 1.15 documentation, "CloudFormation".
 */
export function controllerPermissions(scope: ControllerScope): readonly PolicyStatement[] {
  return [...nodeLifecycle(scope), ...discovery(scope), ...integration(scope), ...disks(scope)];
}

/** Instances, fleets and launch templates that carry this cluster's tag, and no others. */
function nodeLifecycle({ partition, region, clusterName }: ControllerScope): readonly PolicyStatement[] {
  const ec2 = (...kinds: readonly string[]) => kinds.map((kind) => `arn:${partition}:ec2:${region}:*:${kind}/*`);
  const made = ec2('fleet', 'instance', 'volume', 'network-interface', 'launch-template', 'spot-instances-request');
  const ownerTag = `kubernetes.io/cluster/${clusterName}`;
  const requested = {
    StringEquals: {
      [`aws:RequestTag/${ownerTag}`]: 'owned',
      'aws:RequestTag/eks:eks-cluster-name': clusterName,
    },
    StringLike: { 'aws:RequestTag/karpenter.sh/nodepool': '*' },
  };
  const owned = {
    StringEquals: { [`aws:ResourceTag/${ownerTag}`]: 'owned' },
    StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' },
  };
  return [
    {
      sid: 'UseWhatIsThere',
      actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
      resources: [
        `arn:${partition}:ec2:${region}::image/*`,
        `arn:${partition}:ec2:${region}::snapshot/*`,
        ...ec2('security-group', 'subnet'),
      ],
    },
    {
      sid: 'UseItsLaunchTemplates',
      actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
      resources: ec2('launch-template'),
      conditions: owned,
    },
    {
      sid: 'MakeNodes',
      actions: ['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateLaunchTemplate'],
      resources: made,
      conditions: requested,
    },
    {
      sid: 'TagWhatItMakes',
      actions: ['ec2:CreateTags'],
      resources: made,
      conditions: {
        ...requested,
        StringEquals: {
          ...requested.StringEquals,
          'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'],
        },
      },
    },
    {
      sid: 'NameItsNodes',
      actions: ['ec2:CreateTags'],
      resources: ec2('instance'),
      conditions: {
        ...owned,
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
      },
    },
    {
      sid: 'EndItsNodes',
      actions: ['ec2:TerminateInstances', 'ec2:DeleteLaunchTemplate'],
      resources: ec2('instance', 'launch-template'),
      conditions: owned,
    },
  ];
}

/** Reading that has no resource in IAM. */
function discovery({ partition, region }: ControllerScope): readonly PolicyStatement[] {
  return [
    {
      sid: 'SeeTheRegion',
      actions: [
        'ec2:DescribeCapacityReservations',
        'ec2:DescribeImages',
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceStatus',
        'ec2:DescribeInstanceTypeOfferings',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplates',
        'ec2:DescribePlacementGroups',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSpotPriceHistory',
        'ec2:DescribeSubnets',
      ],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    {
      sid: 'FindImages',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`],
    },
    {
      sid: 'SeePricesAndProfiles',
      actions: ['pricing:GetProducts', 'iam:ListInstanceProfiles'],
      resources: ['*'],
    },
  ];
}

function integration(scope: ControllerScope): readonly PolicyStatement[] {
  return [
    { sid: 'SeeItsProfile', actions: ['iam:GetInstanceProfile'], resources: [scope.instanceProfileArn] },
    {
      sid: 'GiveNodesTheirRole',
      actions: ['iam:PassRole'],
      resources: [scope.nodeRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    },
    { sid: 'FindTheCluster', actions: ['eks:DescribeCluster'], resources: [scope.clusterArn] },
    {
      sid: 'HearOfInterruptions',
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      resources: [scope.queueArn],
    },
    {
      sid: 'DecryptInterruptions',
      actions: ['kms:Decrypt'],
      resources: [scope.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sqs.${scope.region}.amazonaws.com` } },
    },
  ];
}

/**
 * Whoever starts an instance with an encrypted disk lets EC2 use the key.
 * Source: Amazon EBS User Guide, "Requirements for Amazon EBS encryption", permissions for users.
 */
function disks({ region, keyArn }: ControllerScope): readonly PolicyStatement[] {
  const viaService = { 'kms:ViaService': `ec2.${region}.amazonaws.com` };
  return [
    {
      sid: 'EncryptDisks',
      actions: ['kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncrypt*', 'kms:Decrypt'],
      resources: [keyArn],
      conditions: { StringEquals: viaService },
    },
    {
      sid: 'LetEc2DecryptDisks',
      actions: ['kms:CreateGrant'],
      resources: [keyArn],
      conditions: { StringEquals: viaService, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
