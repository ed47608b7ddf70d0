import { type BucketName, bucketNames } from '@evermart/contracts/topology';
import { AccessLogBucket } from '../../bucket/access-log-bucket.ts';
import { Bucket, type BucketProps } from '../../bucket/bucket.ts';
import { redisSnapshotsMayArrive } from '../../redis/export-statements.ts';
import { suppress } from '../../suppress.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** What shoppers may read: the site and product images. CloudFront serves them, and `regional-edge` lets it. */
const publicBuckets: readonly BucketName[] = ['static', 'media'];

/** Whether a bucket is encrypted by S3's own keys, not by the key `data`. */
export const isKeyless = (bucket: BucketName) => publicBuckets.includes(bucket);

/** Long enough to notice a wrong deletion; images are the merchant's own work, the others can be made again. */
const keepNoncurrentDays = { static: 30, media: 90, lake: 30 };

type Own = Pick<BucketProps, 'encryption' | 'policy' | 'keepNoncurrentDays' | 'expireDays' | 'lockDays'>;

function propsOf(bucket: BucketName, { environment, arns, names, region }: EvermartStack, keyArn: string): Own {
  const { toggles, backupRetentionDays } = environment;
  if (bucket === 'backups') {
    return {
      encryption: { keyArn },
      policy: [redisSnapshotsMayArrive(region, arns.bucket(bucket))],
      keepNoncurrentDays: backupRetentionDays,
      // Each night's export of Redis stands alone. Snapshots of OpenSearch share files, so OpenSearch ends them.
      expireDays: { [`${names.redis()}-`]: backupRetentionDays },
      ...(toggles.backupVaultLock ? { lockDays: backupRetentionDays } : {}),
    };
  }
  return {
    encryption: isKeyless(bucket) ? 's3-managed' : { keyArn },
    policy: isKeyless(bucket) ? 'written-elsewhere' : [],
    keepNoncurrentDays: keepNoncurrentDays[bucket],
  };
}

/** The buckets of a region, and one for their access logs. */
export function buckets(stack: EvermartStack, keyArn: string): void {
  const { environment, names } = stack;
  const logs = new AccessLogBucket(stack, 'access-logs', {
    name: names.accessLogBucket(),
    arn: `arn:${stack.partition}:s3:::${names.accessLogBucket()}`,
    account: stack.account,
    keepDays: environment.logRetentionDays,
  });
  for (const name of bucketNames) {
    const { bucket } = new Bucket(stack, `bucket-${name}`, {
      name: names.bucket(name),
      accessLogs: { bucket: logs.bucketName },
      ...propsOf(name, stack, keyArn),
    });
    suppress(bucket, 'CKV_AWS_144', 'The stack "replication" copies it into the other region where there is one.');
    suppress(bucket, 'CKV2_AWS_62', 'Nothing acts on new objects: services publish events of their own.');
    if (isKeyless(name)) {
      suppress(bucket, 'CKV_AWS_145', 'Everybody may read it; with a key each cache miss would depend on KMS.');
    }
  }
}
