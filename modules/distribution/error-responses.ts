import type { CloudfrontDistributionCustomErrorResponse } from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';

/** A problem like the gateway's own, among the storefront's files. */
export const unavailablePage = '/errors/unavailable.json';

/** What no service of the shop answers, so CloudFront or the load balancer did: the origin is away. */
const originAway = [502, 504];

/**
 * CloudFront keeps these for 10 s unless told otherwise, whatever the cache policy says, and would give one visitor's 404
 * to the next. Source: Amazon CloudFront Developer Guide, "HTTP 4xx and 5xx status codes that CloudFront caches".
 */
const keptByDefault = [400, 403, 404, 405, 414, 500, 501, 503];

/** No error is kept, and a client of the API gets a problem it can read while its origin is away. */
export const errorResponses: readonly CloudfrontDistributionCustomErrorResponse[] = [
  ...originAway.map((errorCode) => ({
    errorCode,
    responseCode: 503,
    responsePagePath: unavailablePage,
    errorCachingMinTtl: 0,
  })),
  ...keptByDefault.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
];
