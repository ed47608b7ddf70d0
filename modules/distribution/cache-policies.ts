import { CloudfrontCachePolicy } from '@cdktf/provider-aws/lib/cloudfront-cache-policy/index.js';
import { Construct } from 'constructs';

export interface CachePoliciesProps {
  /** The policies' names begin with it: letters, digits, hyphens and underscores. */
  readonly name: string;
}

interface Lifetime {
  readonly minTtl: number;
  /** Of an object without Cache-Control. */
  readonly defaultTtl: number;
  readonly maxTtl: number;
}

const year = 31_536_000;

/**
 * Policies that AWS manages; their ids are the same in every account.
 * Source: Amazon CloudFront Developer Guide, "Use managed cache policies" and "Use managed origin request policies".
 */
export const managedPolicyIds = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  allViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
} as const;

/** How long the edge keeps what comes from buckets. Nothing of a request but its path tells objects apart. */
export class CachePolicies extends Construct {
  /** One second, so that a release shows at once and a crowd costs the bucket one request a second. */
  readonly pageId: string;
  /** What its name makes immutable. */
  readonly assetsId: string;
  /** As long as the object says; an hour where it says nothing. */
  readonly mediaId: string;

  constructor(scope: Construct, id: string, { name }: CachePoliciesProps) {
    super(scope, id);
    const policy = (kind: string, lifetime: Lifetime) => addPolicy(this, kind, `${name}-${kind}`, lifetime);
    this.pageId = policy('page', { minTtl: 1, defaultTtl: 1, maxTtl: 60 });
    this.assetsId = policy('assets', { minTtl: 1, defaultTtl: year, maxTtl: year });
    this.mediaId = policy('media', { minTtl: 1, defaultTtl: 3600, maxTtl: year });
  }
}

function addPolicy(scope: Construct, id: string, name: string, lifetime: Lifetime): string {
  return new CloudfrontCachePolicy(scope, id, {
    name,
    ...lifetime,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookiesConfig: { cookieBehavior: 'none' },
      headersConfig: { headerBehavior: 'none' },
      queryStringsConfig: { queryStringBehavior: 'none' },
    },
  }).id;
}
