import { Construct } from 'constructs';
import type { PolicyStatement } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';
import { Bucket } from './bucket.ts';

export interface AccessLogBucketProps {
  readonly name: string;
  readonly arn: string;
  /** Whose buckets may log here. */
  readonly account: string;
  readonly keepDays: number;
}

/** Where the other buckets of a region log who read and wrote them. */
export class AccessLogBucket extends Construct {
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { name, arn, account, keepDays }: AccessLogBucketProps) {
    super(scope, id);
    const { bucket, bucketName } = new Bucket(this, 'logs', {
      name,
      encryption: 's3-managed',
      accessLogs: 'none',
      policy: [s3MayDeliver(arn, account)],
      keepNoncurrentDays: 1,
      expireDays: { '': keepDays },
    });
    suppress(bucket, 'CKV_AWS_145', 'S3 delivers access logs only to buckets with keys that it manages itself.');
    suppress(bucket, 'CKV_AWS_144', 'A lost region needs no log of who read its buckets: nothing is restored from it.');
    suppress(bucket, 'CKV2_AWS_62', 'Nobody acts on single log files: they are searched when a question comes up.');
    this.bucketName = bucketName;
  }
}

/** Source: Amazon S3 User Guide, "Permissions for log delivery". */
function s3MayDeliver(bucketArn: string, account: string): PolicyStatement {
  return {
    sid: 'S3MayDeliver',
    principals: { Service: ['logging.s3.amazonaws.com'] },
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  };
}
