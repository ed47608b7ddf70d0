import type {
  CloudfrontDistributionOrigin,
  CloudfrontDistributionOriginGroup,
} from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';

/** A bucket that the distribution serves, in one region. */
export interface BucketOrigin {
  readonly region: string;
  /** `<bucket>.s3.<region>.amazonaws.com`: the global name would be redirected while a bucket is young. */
  readonly domainName: string;
}

/** What stands in both regions, or in one. */
export interface BucketPair {
  readonly primary: BucketOrigin;
  readonly standby?: BucketOrigin;
}

export interface ApiOrigin {
  readonly hostName: string;
  /** The header that tells the load balancer that a request came through this distribution. */
  readonly secretHeader: { readonly name: string; readonly value: string };
}

/**
 * The other bucket is asked when one does not answer, answers with a fault, or has not got the object: what was written
 * in one region may not have been replicated yet. CloudFront does so for GET, HEAD and OPTIONS.
 * Source: Amazon CloudFront Developer Guide, "Optimize high availability with CloudFront origin failover".
 */
export const failoverStatusCodes = [403, 404, 500, 502, 503, 504];

/** 2 x 3 s until another origin is tried, where CloudFront would take 3 x 10 s. */
const patience = { connectionAttempts: 2, connectionTimeout: 3 };

/** Longer than the 10 s in which a purchase is answered, and CloudFront's own limit before it was one. */
const answerSeconds = 30;
/** Shorter than the load balancer keeps an idle connection (60 s), or a request would meet one that is just closing. */
const keepAliveSeconds = 50;

/** The id of what a behaviour leads to: the group of a pair, or its only bucket. */
export const targetOf = (name: string, { standby }: BucketPair) => (standby === undefined ? `${name}-primary` : name);

export function bucketOrigins(
  name: string,
  { primary, standby }: BucketPair,
  accessControlId: string,
): readonly CloudfrontDistributionOrigin[] {
  const origin = (role: 'primary' | 'standby', { domainName }: BucketOrigin): CloudfrontDistributionOrigin => ({
    ...patience,
    originId: `${name}-${role}`,
    domainName,
    originAccessControlId: accessControlId,
  });
  return [origin('primary', primary), ...(standby === undefined ? [] : [origin('standby', standby)])];
}

export function originGroups(name: string, { standby }: BucketPair): readonly CloudfrontDistributionOriginGroup[] {
  if (standby === undefined) return [];
  return [
    {
      originId: name,
      failoverCriteria: { statusCodes: failoverStatusCodes },
      member: [{ originId: `${name}-primary` }, { originId: `${name}-standby` }],
    },
  ];
}

/** The load balancer of the serving region. It fails over by its name, since origin groups don't for a POST. */
export function apiOrigin(originId: string, { hostName, secretHeader }: ApiOrigin): CloudfrontDistributionOrigin {
  return {
    ...patience,
    originId,
    domainName: hostName,
    customHeader: [secretHeader],
    responseCompletionTimeout: answerSeconds,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: 'https-only',
      originSslProtocols: ['TLSv1.2'],
      originReadTimeout: answerSeconds,
      originKeepaliveTimeout: keepAliveSeconds,
    },
  };
}
