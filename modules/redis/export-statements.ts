import type { PolicyStatement } from '../policy-document/policy-document.ts';

export interface ExportScope {
  readonly region: string;
  readonly replicationGroupId: string;
  /** `arn:aws:elasticache:<region>:<account>:<resource>` */
  readonly elastiCacheArn: (resource: string) => string;
  readonly bucketArn: string;
  /** The key of Redis, the bucket, the logs and the steps. */
  readonly keyArn: string;
}

/** What the export may do: snapshots of one group with names of its own, and one bucket. */
export function exportStatements(scope: ExportScope): readonly PolicyStatement[] {
  const { region, replicationGroupId, elastiCacheArn, bucketArn, keyArn } = scope;
  const group = elastiCacheArn(`replicationgroup:${replicationGroupId}`);
  const snapshots = elastiCacheArn(`snapshot:${replicationGroupId}-*`);
  const nodes = elastiCacheArn(`cluster:${replicationGroupId}-*`);
  return [
    { sid: 'TakeSnapshots', actions: ['elasticache:CreateSnapshot'], resources: [group, nodes, snapshots] },
    {
      sid: 'ExportSnapshots',
      actions: ['elasticache:CopySnapshot', 'elasticache:DeleteSnapshot', 'elasticache:DescribeSnapshots'],
      resources: [group, nodes, snapshots],
    },
    {
      // ElastiCache looks for the bucket among all of the caller's, and refuses a narrower resource.
      // Source: ElastiCache User Guide, "Exporting a backup".
      sid: 'FindTheBucket',
      actions: ['s3:ListAllMyBuckets'],
      resources: ['*'],
    },
    {
      sid: 'WriteToTheBucket',
      actions: ['s3:GetBucketLocation', 's3:GetBucketAcl', 's3:ListBucket', 's3:GetObject', 's3:PutObject'],
      resources: [bucketArn, `${bucketArn}/${replicationGroupId}-*`],
    },
    {
      sid: 'UseTheKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'],
      resources: [keyArn],
      conditions: {
        StringLike: { 'kms:ViaService': [`elasticache.${region}.amazonaws.com`, `s3.${region}.amazonaws.com`] },
      },
    },
    { sid: 'KeepTheStepsEncrypted', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
    {
      // These take no narrower resource. Source: Step Functions Developer Guide, "Logging using CloudWatch Logs".
      sid: 'DeliverLogs',
      actions: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      resources: ['*'],
    },
  ];
}

/**
 * In the bucket's policy: ElastiCache of that region brings exported snapshots.
 * Source: ElastiCache User Guide, "Exporting a backup", step 2.
 */
export function redisSnapshotsMayArrive(region: string, bucketArn: string): PolicyStatement {
  return {
    sid: 'RedisSnapshotsMayArrive',
    principals: { Service: [`${region}.elasticache-snapshot.amazonaws.com`] },
    actions: [
      's3:PutObject',
      's3:GetObject',
      's3:ListBucket',
      's3:GetBucketAcl',
      's3:ListMultipartUploadParts',
      's3:ListBucketMultipartUploads',
    ],
    resources: [bucketArn, `${bucketArn}/*`],
  };
}

/** In the key's policy: the same service encrypts what it brings to that bucket, and nothing else. */
export function redisSnapshotsMayBeEncrypted(region: string, bucketArn: string): PolicyStatement {
  return {
    sid: 'RedisSnapshotsMayBeEncrypted',
    principals: { Service: [`${region}.elasticache-snapshot.amazonaws.com`] },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] } },
  };
}
