import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging/index.js';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';
import { tlsOnly } from '../policy-document/tls-only.ts';
import { lifecycleRules } from './lifecycle-rules.ts';

export interface BucketProps {
  readonly name: string;
  /**
   * A KMS key of the bucket's region, or `s3-managed`: for what everybody may read anyway, where a key would only make
   * each read depend on KMS, and for access logs, to which S3 can't deliver otherwise.
   */
  readonly encryption: { readonly keyArn: string } | 's3-managed';
  /** The bucket that gets the access log, under `<name>/`; `none` for that bucket itself. */
  readonly accessLogs: { readonly bucket: string } | 'none';
  /**
   * Who else may do what: statements beside the one that refuses connections without TLS. `written-elsewhere` leaves the
   * whole policy, that statement included, to another stack.
   */
  readonly policy: readonly PolicyStatement[] | 'written-elsewhere';
  /** How long an overwritten or deleted object can still be had. */
  readonly keepNoncurrentDays: number;
  /** After how many days objects end, by the beginning of their key; `''` for all. They never do if left out. */
  readonly expireDays?: Readonly<Record<string, number>>;
  /** Nobody, the account's root included, deletes a version younger than this. No lock if left out; final once made. */
  readonly lockDays?: number;
}

/** A private, versioned, encrypted bucket whose old versions end by themselves. Terraform refuses to destroy it. */
export class Bucket extends Construct {
  readonly arn: string;
  readonly bucketName: string;
  readonly bucket: S3Bucket;
  /** What others wait for before they write under its statements; none where it is written elsewhere. */
  readonly policy: S3BucketPolicy | undefined;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { name, encryption, accessLogs, policy, lockDays } = props;
    const s3 = new S3Bucket(this, 'bucket', {
      bucket: name,
      objectLockEnabled: lockDays !== undefined,
      lifecycle: { preventDestroy: true },
    });
    const bucket = s3.id;
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    const closed = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', { bucket, rule: [encryptionRule(encryption)] });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: lifecycleRules(props),
      dependsOn: [versioning],
    });
    if (accessLogs !== 'none') {
      new S3BucketLoggingA(this, 'access-log', { bucket, targetBucket: accessLogs.bucket, targetPrefix: `${name}/` });
    }
    if (lockDays !== undefined) {
      new S3BucketObjectLockConfigurationA(this, 'lock', {
        bucket,
        rule: { defaultRetention: { mode: 'COMPLIANCE', days: lockDays } },
        dependsOn: [versioning],
      });
    }
    if (policy !== 'written-elsewhere') {
      this.policy = new S3BucketPolicy(this, 'policy', {
        bucket,
        policy: policyDocument([tlsOnly(['s3:*'], [s3.arn, `${s3.arn}/*`]), ...policy]),
        dependsOn: [closed],
      });
    }
    this.arn = s3.arn;
    this.bucketName = s3.bucket;
    this.bucket = s3;
  }
}

/** A bucket key saves most of the requests to KMS. */
const encryptionRule = (encryption: BucketProps['encryption']) =>
  encryption === 's3-managed'
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption.keyArn },
        bucketKeyEnabled: true,
      };
