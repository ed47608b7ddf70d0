import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';
import { replicationStatements } from './replication-statements.ts';

/** One end of a replication: a bucket that is versioned already. */
export interface ReplicationEnd {
  readonly region: string;
  readonly bucket: string;
  readonly bucketArn: string;
  /** The key of that region that encrypts the bucket. A bucket with keys of S3's own has none. */
  readonly keyArn?: string;
}

export interface BucketReplicationProps {
  readonly from: ReplicationEnd;
  readonly to: ReplicationEnd;
  readonly roleName: string;
  /** One for the region of `from`. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

const enabled = { status: 'Enabled' };
/** The only time that S3 offers, for the promise and for the event when it is missed. Source: Amazon S3 User Guide, "S3 RTC". */
const replicationTimeMinutes = 15;

/**
 * Copies what is written to one bucket into a bucket of another region, within 15 minutes, deletions included. Build
 * one for each direction: a copy is not copied back, yet changes of its tags and locks are. What was there before is not
 * copied; S3 Batch Replication does that.
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { from, to, roleName, provider } = props;
    refuseImpossible(props);
    const placed = provider === undefined ? {} : { provider };
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: `Copies ${from.bucket} to ${to.bucket}`,
      assumeRolePolicy: trustOfService('s3.amazonaws.com'),
      ...placed,
    });
    const permission = new IamRolePolicy(this, 'policy', {
      name: 'replicate',
      role: role.name,
      policy: policyDocument(replicationStatements(from, to)),
      ...placed,
    });
    new S3BucketReplicationConfigurationA(this, 'replication', {
      bucket: from.bucket,
      role: role.arn,
      rule: [
        {
          id: 'everything',
          ...enabled,
          filter: { prefix: '' },
          deleteMarkerReplication: enabled,
          sourceSelectionCriteria: {
            replicaModifications: enabled,
            ...(from.keyArn === undefined ? {} : { sseKmsEncryptedObjects: enabled }),
          },
          destination: {
            bucket: to.bucketArn,
            storageClass: 'STANDARD',
            replicationTime: { ...enabled, time: { minutes: replicationTimeMinutes } },
            metrics: { ...enabled, eventThreshold: { minutes: replicationTimeMinutes } },
            ...(to.keyArn === undefined ? {} : { encryptionConfiguration: { replicaKmsKeyId: to.keyArn } }),
          },
        },
      ],
      ...placed,
      dependsOn: [permission],
    });
  }
}

function refuseImpossible({ from, to }: BucketReplicationProps): void {
  if (from.region === to.region) {
    throw new Error(
      `${from.bucket}: a copy in the same region ${from.region} survives nothing that the original doesn't`,
    );
  }
  if ((from.keyArn === undefined) !== (to.keyArn === undefined)) {
    throw new Error(`${from.bucket} and ${to.bucket}: both have a KMS key, or neither has, for copies go both ways`);
  }
}
