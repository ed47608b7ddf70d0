/** The AWS services of the estate, as IAM knows them: the one list from which every policy of the delivery is made. */
export interface AwsService {
  /** The actions that Terraform needs to look at what exists. None of them reads what customers or services stored. */
  readonly read: readonly string[];
  /**
   * Resource parts of ARNs where everything of the environment carries its prefix, so that a policy can be confined to
   * them. Left out where AWS names things by random ids, or asks for `*` when something is made.
   */
  readonly named?: (prefix: string) => readonly string[];
}

const everyLook = ['Describe*', 'Get*', 'List*'];

/** Source of actions and ARNs: Service Authorization Reference, one page a service. */
export const awsServices = {
  'access-analyzer': { read: ['Get*', 'List*'] },
  acm: { read: ['Describe*', 'List*'] },
  'application-autoscaling': { read: ['Describe*', 'List*'] },
  athena: { read: ['GetDataCatalog', 'GetNamedQuery', 'GetWorkGroup', 'List*'] },
  autoscaling: { read: ['Describe*'] },
  backup: { read: everyLook },
  // A vault with a key of ours is mounted through it. Source: AWS Backup Developer Guide, "Access control".
  'backup-storage': { read: [] },
  budgets: { read: ['DescribeBudget*', 'ListTagsForResource', 'ViewBudget'] },
  ce: { read: ['GetAnomalyMonitors', 'GetAnomalySubscriptions', 'ListTagsForResource'] },
  cloudformation: { read: everyLook, named: (prefix) => [`stack/${prefix}-*`] },
  cloudfront: { read: everyLook },
  cloudwatch: { read: everyLook },
  'cognito-idp': { read: ['Describe*', 'GetLogDeliveryConfiguration', 'GetUserPoolMfaConfig', 'ListTagsForResource'] },
  dynamodb: {
    read: ['Describe*', 'GetResourcePolicy', 'ListTables', 'ListTagsOfResource'],
    named: (prefix) => [`table/${prefix}-*`],
  },
  ec2: {
    read: ['Describe*', 'GetEbs*', 'GetInstanceMetadataDefaults', 'GetManagedPrefixListEntries', 'GetSnapshotBlock*'],
  },
  ecr: { read: ['Describe*', 'GetLifecyclePolicy', 'GetRegistry*', 'GetRepositoryPolicy', 'ListTagsForResource'] },
  eks: { read: ['Describe*', 'List*'] },
  elasticache: { read: ['Describe*', 'ListTagsForResource'] },
  elasticloadbalancing: { read: ['Describe*', 'GetTrustStore*'] },
  es: { read: ['Describe*', 'GetCompatibleVersions', 'GetUpgrade*', 'List*'] },
  events: { read: ['Describe*', 'List*'] },
  firehose: { read: ['Describe*', 'List*'], named: (prefix) => [`deliverystream/${prefix}-*`] },
  glue: {
    read: [
      'GetCatalog*',
      'GetCrawler*',
      'GetDatabase*',
      'GetJob*',
      'GetPartition*',
      'GetSecurity*',
      'GetTable*',
      'GetTag*',
      'GetTrigger*',
      'ListTriggers',
    ],
  },
  kinesis: { read: ['Describe*', 'List*'], named: (prefix) => [`stream/${prefix}-*`] },
  kms: { read: ['Describe*', 'GetKey*', 'List*'] },
  lambda: { read: ['GetFunction*', 'GetPolicy', 'List*'], named: (prefix) => [`function:${prefix}-*`] },
  logs: { read: ['Describe*', 'GetDelivery*', 'ListTags*'] },
  quicksight: { read: ['Describe*', 'List*'] },
  rds: { read: ['Describe*', 'ListTagsForResource'] },
  route53: { read: ['Get*', 'List*'] },
  s3: {
    read: [
      'GetAccelerate*',
      'GetAccountPublic*',
      'GetBucket*',
      'GetEncryption*',
      'GetLifecycle*',
      'GetReplication*',
      'ListAllMyBuckets',
      'ListBucket',
    ],
  },
  scheduler: { read: ['Get*', 'List*'] },
  secretsmanager: {
    // A plan asks for the ephemeral passwords of new secrets: made up on the spot, kept nowhere.
    read: ['DescribeSecret', 'GetRandomPassword', 'GetResourcePolicy', 'ListSecrets'],
    named: (prefix) => [`secret:${prefix}/*`],
  },
  ses: { read: ['Describe*', 'Get*', 'List*'] },
  sns: { read: ['Get*', 'List*'], named: (prefix) => [`${prefix}-*`] },
  sqs: { read: ['GetQueue*', 'List*'], named: (prefix) => [`${prefix}-*`] },
  ssm: {
    read: ['DescribeParameters', 'GetParameter', 'GetParameters', 'ListTagsForResource'],
    named: (prefix) => [`parameter/${prefix}/*`],
  },
  states: {
    read: ['Describe*', 'ListTagsForResource', 'ListStateMachineVersions', 'ValidateStateMachineDefinition'],
    named: (prefix) => [`stateMachine:${prefix}-*`],
  },
  tag: { read: ['GetResources'] },
  wafv2: { read: ['Describe*', 'Get*', 'List*'] },
  xray: { read: ['GetEncryptionConfig', 'GetGroup', 'GetGroups', 'GetIndexingRules', 'GetSamplingRules', 'List*'] },
} as const satisfies Readonly<Record<string, AwsService>>;
export type AwsServiceName = keyof typeof awsServices;

export const awsServiceNames = Object.keys(awsServices) as readonly AwsServiceName[];

export const awsService = (name: AwsServiceName): AwsService => awsServices[name];

/**
 * Service-linked roles that AWS makes for the services above when they are used for the first time.
 * Source: each service's guide, "Using service-linked roles".
 */
export const linkedServices = [
  'autoscaling.amazonaws.com',
  'backup.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'eks.amazonaws.com',
  'eks-nodegroup.amazonaws.com',
  'elasticache.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'email.cognito-idp.amazonaws.com',
  'kinesis.amazonaws.com',
  'mrk.kms.amazonaws.com',
  'opensearchservice.amazonaws.com',
  'rds.amazonaws.com',
  'replication.dynamodb.amazonaws.com',
  'replication.ecr.amazonaws.com',
  'spot.amazonaws.com',
  'wafv2.amazonaws.com',
] as const;
