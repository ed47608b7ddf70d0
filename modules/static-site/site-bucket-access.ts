import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';
import { tlsOnly } from '../policy-document/tls-only.ts';

export interface SiteBucketAccessProps {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** The only distribution that may read it. */
  readonly distributionArn: string;
}

/** The whole policy of a bucket that the distribution serves: nothing without TLS, and reading for the distribution. */
export class SiteBucketAccess extends Construct {
  constructor(scope: Construct, id: string, { bucketName, bucketArn, distributionArn }: SiteBucketAccessProps) {
    super(scope, id);
    new S3BucketPolicy(this, 'policy', {
      bucket: bucketName,
      policy: policyDocument([
        tlsOnly(['s3:*'], [bucketArn, `${bucketArn}/*`]),
        ...distributionMayRead(bucketArn, distributionArn),
      ]),
    });
  }
}

/** Source: Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin". */
function distributionMayRead(bucketArn: string, distributionArn: string): readonly PolicyStatement[] {
  const principals = { Service: ['cloudfront.amazonaws.com'] };
  const conditions = { StringEquals: { 'aws:SourceArn': distributionArn } };
  return [
    { sid: 'DistributionMayRead', principals, actions: ['s3:GetObject'], resources: [`${bucketArn}/*`], conditions },
    // Without it S3 answers 403 for a key that does not exist, as if it were there and secret.
    {
      sid: 'DistributionMayLearnThatNothingIsThere',
      principals,
      actions: ['s3:ListBucket'],
      resources: [bucketArn],
      conditions,
    },
  ];
}
