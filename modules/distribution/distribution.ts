import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { CloudfrontMonitoringSubscription } from '@cdktf/provider-aws/lib/cloudfront-monitoring-subscription/index.js';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { api, files } from './behaviours.ts';
import { CachePolicies } from './cache-policies.ts';
import { errorResponses } from './error-responses.ts';
import { type ApiOrigin, apiOrigin, type BucketPair, bucketOrigins, originGroups, targetOf } from './origins.ts';
import { ResponseHeaders } from './response-headers.ts';

export interface DistributionProps {
  /** Policies and access control are named after it: letters, digits and hyphens, at most 50. */
  readonly name: string;
  /** The host names of the site. */
  readonly hostNames: readonly string[];
  /** In us-east-1, for all of them. */
  readonly certificateArn: string;
  /** In us-east-1. */
  readonly firewallArn: string;
  /** Holds the storefront: `index.html`, `assets/` and what else its build made. */
  readonly site: BucketPair;
  /** Holds `media/`. */
  readonly media: BucketPair;
  readonly api: ApiOrigin;
  /** Runs on requests for pages and files of the site. */
  readonly siteRoutingArn: string;
  readonly realTimeLogArn: string;
  /** Where it serves from. `europe-and-north-america` is the cheapest; elsewhere answers come from there, slower. */
  readonly reach: keyof typeof priceClasses;
}

/** Source: Amazon CloudFront Developer Guide, "Choose the price class for a CloudFront distribution". */
const priceClasses = {
  'europe-and-north-america': 'PriceClass_100',
  'most-of-the-world': 'PriceClass_200',
  everywhere: 'PriceClass_All',
} as const;

const apiTarget = 'api';

/**
 * The shop's one address. Pages and pictures come from the buckets of either region, the API from the region that serves;
 * paths are told apart as `scripts/local/edge` does.
 */
export class Distribution extends Construct {
  readonly arn: string;
  readonly distributionId: string;
  /** For alias records. */
  readonly domainName: string;
  readonly hostedZoneId: string;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const { name, site, media, realTimeLogArn } = props;
    const access = new CloudfrontOriginAccessControl(this, 'access', {
      name,
      description: 'Signs requests to the buckets of the site',
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const caches = new CachePolicies(this, 'caches', { name });
    const headers = new ResponseHeaders(this, 'headers', { name });
    const siteFiles = {
      target: targetOf('site', site),
      headersPolicyId: headers.siteId,
      realTimeLogArn,
      viewerRequestFunctionArn: props.siteRoutingArn,
    };
    const mediaFiles = { target: targetOf('media', media), headersPolicyId: headers.mediaId, realTimeLogArn };
    const gateway = api({ target: apiTarget, headersPolicyId: headers.apiId, realTimeLogArn });
    const distribution = new CloudfrontDistribution(this, 'distribution', {
      enabled: true,
      comment: name,
      aliases: [...props.hostNames],
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      priceClass: priceClasses[props.reach],
      webAclId: props.firewallArn,
      viewerCertificate: {
        acmCertificateArn: props.certificateArn,
        minimumProtocolVersion: 'TLSv1.2_2021',
        sslSupportMethod: 'sni-only',
      },
      defaultRootObject: 'index.html',
      origin: [
        ...bucketOrigins('site', site, access.id),
        ...bucketOrigins('media', media, access.id),
        apiOrigin(apiTarget, props.api),
      ],
      originGroup: [...originGroups('site', site), ...originGroups('media', media)],
      orderedCacheBehavior: [
        { pathPattern: '/api/*', ...gateway },
        // The pages that the types of problems point to.
        { pathPattern: '/problems/*', ...gateway },
        { pathPattern: '/media/*', ...files({ ...mediaFiles, cachePolicyId: caches.mediaId }) },
        { pathPattern: '/assets/*', ...files({ ...siteFiles, cachePolicyId: caches.assetsId }) },
      ],
      defaultCacheBehavior: files({ ...siteFiles, cachePolicyId: caches.pageId }),
      customErrorResponse: [...errorResponses],
      restrictions: { geoRestriction: { restrictionType: 'none', locations: [] } },
    });
    new CloudfrontMonitoringSubscription(this, 'metrics', {
      distributionId: distribution.id,
      monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: 'Enabled' } },
    });
    acceptFindings(distribution, site);
    this.arn = distribution.arn;
    this.distributionId = distribution.id;
    this.domainName = distribution.domainName;
    this.hostedZoneId = distribution.hostedZoneId;
  }
}

function acceptFindings(distribution: CloudfrontDistribution, { standby }: BucketPair): void {
  const accept = (check: `CKV${string}`, reason: string) => suppress(distribution, check, reason);
  accept('CKV_AWS_86', 'It has standard logs of version 2 (AccessLog), which are resources of their own.');
  accept('CKV_AWS_374', 'The shop sells to every country; those it does not deliver to it refuses itself.');
  if (standby === undefined)
    accept('CKV_AWS_310', 'This environment has one region: no origin has another to fail over to.');
}
