import type { PolicyStatement } from '../policy-document/policy-document.ts';
import type { ReplicationEnd } from './bucket-replication.ts';

/**
 * What the role of a replication may do, and nothing beside. Sources: Amazon S3 User Guide, "Setting up permissions for
 * live replication", "Replicating encrypted objects", and for locked buckets "Object Lock considerations".
 */
export function replicationStatements(from: ReplicationEnd, to: ReplicationEnd): readonly PolicyStatement[] {
  return [
    {
      sid: 'ListWhatToCopy',
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [from.bucketArn],
    },
    {
      sid: 'ReadVersions',
      actions: [
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionTagging',
        's3:GetObjectRetention',
        's3:GetObjectLegalHold',
      ],
      resources: [`${from.bucketArn}/*`],
    },
    {
      sid: 'WriteCopies',
      actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
      resources: [`${to.bucketArn}/*`],
    },
    ...(from.keyArn === undefined ? [] : [throughS3('Decrypt', from, from.keyArn, ['kms:Decrypt'])]),
    ...(to.keyArn === undefined ? [] : [throughS3('Encrypt', to, to.keyArn, ['kms:Encrypt', 'kms:GenerateDataKey'])]),
  ];
}

/** The key serves S3 only, and that bucket only: with a bucket key S3 names the bucket, else the object. */
function throughS3(
  sid: string,
  { region, bucketArn }: ReplicationEnd,
  keyArn: string,
  actions: readonly string[],
): PolicyStatement {
  return {
    sid,
    actions,
    resources: [keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
    },
  };
}
