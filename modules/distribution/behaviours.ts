import type { CloudfrontDistributionOrderedCacheBehavior } from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { managedPolicyIds } from './cache-policies.ts';

/** What is done with requests, by their path. */
export type Behaviour = Omit<CloudfrontDistributionOrderedCacheBehavior, 'pathPattern'>;

export interface FilesBehaviourProps {
  readonly target: string;
  readonly cachePolicyId: string;
  readonly headersPolicyId: string;
  readonly realTimeLogArn: string;
  /** Runs before the cache. None if left out. */
  readonly viewerRequestFunctionArn?: string;
}

/** Objects of a bucket. Nothing of the request goes there but the path: S3 would not know the site's host name. */
export function files(props: FilesBehaviourProps): Behaviour {
  const { target, cachePolicyId, headersPolicyId, realTimeLogArn, viewerRequestFunctionArn } = props;
  return {
    targetOriginId: target,
    viewerProtocolPolicy: 'redirect-to-https',
    allowedMethods: ['GET', 'HEAD'],
    cachedMethods: ['GET', 'HEAD'],
    compress: true,
    cachePolicyId,
    responseHeadersPolicyId: headersPolicyId,
    realtimeLogConfigArn: realTimeLogArn,
    ...(viewerRequestFunctionArn === undefined
      ? {}
      : { functionAssociation: [{ eventType: 'viewer-request', functionArn: viewerRequestFunctionArn }] }),
  };
}

export interface ApiBehaviourProps {
  readonly target: string;
  readonly headersPolicyId: string;
  readonly realTimeLogArn: string;
}

/**
 * The gateway: every method, with all that the client sent but its Host, which names the site and not the origin.
 * Nothing is cached here, the gateway has the cache that knows visitors apart. Plain HTTP is refused, not redirected: a
 * client that sends a password that way should learn it.
 */
export function api({ target, headersPolicyId, realTimeLogArn }: ApiBehaviourProps): Behaviour {
  return {
    targetOriginId: target,
    viewerProtocolPolicy: 'https-only',
    allowedMethods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    cachedMethods: ['GET', 'HEAD'],
    compress: true,
    cachePolicyId: managedPolicyIds.cachingDisabled,
    originRequestPolicyId: managedPolicyIds.allViewerExceptHostHeader,
    responseHeadersPolicyId: headersPolicyId,
    realtimeLogConfigArn: realTimeLogArn,
  };
}
