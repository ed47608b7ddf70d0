import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import type { BucketProps } from './bucket.ts';

type Ends = Pick<BucketProps, 'name' | 'keepNoncurrentDays' | 'expireDays' | 'lockDays'>;

/** An upload that was broken off costs as much as a finished one, and is seen nowhere. */
const abandonedUploadDays = 7;

/** How old versions, broken-off uploads and, where asked for, the objects themselves end. */
export function lifecycleRules(props: Ends): S3BucketLifecycleConfigurationRule[] {
  const { keepNoncurrentDays, expireDays = {} } = props;
  refuseImpossible(props);
  const { '': allEndAfterDays, ...endAfterDays } = expireDays;
  return [
    {
      id: 'end-old-versions',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      noncurrentVersionExpiration: [{ noncurrentDays: keepNoncurrentDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: abandonedUploadDays }],
      // Without an expiry of objects, this removes the delete markers that no version stands behind any more.
      expiration: [allEndAfterDays === undefined ? { expiredObjectDeleteMarker: true } : { days: allEndAfterDays }],
    },
    ...Object.entries(endAfterDays).map(([prefix, days]) => ({
      id: `end-${prefix}`,
      status: 'Enabled',
      filter: [{ prefix }],
      expiration: [{ days }],
    })),
  ];
}

function refuseImpossible({ name, keepNoncurrentDays, expireDays = {}, lockDays = 0 }: Ends): void {
  const all = { keepNoncurrentDays, ...expireDays };
  for (const [what, days] of Object.entries(all)) {
    if (!Number.isInteger(days) || days < 1) {
      throw new Error(`Bucket ${name}: ${what || 'everything'} ends after ${days} days: whole days, at least 1`);
    }
  }
  if (keepNoncurrentDays < lockDays) {
    throw new Error(
      `Bucket ${name}: keepNoncurrentDays ${keepNoncurrentDays} is shorter than its lock of ${lockDays} days`,
    );
  }
}
