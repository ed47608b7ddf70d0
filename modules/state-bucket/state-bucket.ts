import { Construct } from 'constructs';
import { Bucket } from '../bucket/bucket.ts';
import { Key } from '../key/key.ts';
import type { PolicyStatement } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';

export interface StateBucketProps {
  readonly name: string;
  /** Its ARN: the policy names it before it exists. */
  readonly arn: string;
  /** `alias/...`: backends name the key by it. */
  readonly keyAlias: string;
  readonly accountRoot: string;
}

/** How long an overwritten state can be had back: longer than a mistake in it goes unnoticed. */
const keepNoncurrentDays = 365;

/**
 * Where a region's stacks keep their Terraform states, under a key of their own. A lock is a file beside the state, so
 * there is no lock table. Source: Terraform documentation, S3 backend, `use_lockfile`.
 */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string, { name, arn, keyAlias, accountRoot }: StateBucketProps) {
    super(scope, id);
    const key = new Key(this, 'key', {
      description: 'States of Terraform',
      alias: keyAlias,
      accountRoot,
    });
    const { bucket } = new Bucket(this, 'states', {
      name,
      encryption: { keyArn: key.arn },
      accessLogs: 'none',
      policy: [refusesOtherEncryption(arn)],
      keepNoncurrentDays,
    });
    suppress(
      bucket,
      'CKV_AWS_18',
      'The bucket for access logs is made after it; CloudTrail records who asked for a state.',
    );
    suppress(
      bucket,
      'CKV_AWS_144',
      'A state belongs to one region: with the region gone there is nothing to apply there.',
    );
    suppress(
      bucket,
      'CKV2_AWS_62',
      'Nobody acts on a state that was written; the nightly comparison looks at all of them.',
    );
  }
}

/** What names no encryption gets the bucket's; what names another than KMS is refused. */
function refusesOtherEncryption(arn: string): PolicyStatement {
  return {
    sid: 'EncryptedByAKey',
    effect: 'Deny',
    principals: '*',
    actions: ['s3:PutObject'],
    resources: [`${arn}/*`],
    conditions: {
      StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
      Null: { 's3:x-amz-server-side-encryption': 'false' },
    },
  };
}
