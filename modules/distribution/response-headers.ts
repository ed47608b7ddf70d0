import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import {
  contentSecurityPolicy,
  otherHeaders,
  referrerPolicy,
  transportSecurityMaxAgeSeconds,
} from './security-headers.ts';

export interface ResponseHeadersProps {
  /** The policies' names begin with it: letters, digits, hyphens and underscores. */
  readonly name: string;
}

/** How long browsers keep what has no Cache-Control of its own, as the local edge says it. */
const cacheControls = {
  site: 'public, max-age=0, must-revalidate',
  media: 'public, max-age=3600',
} as const;

/** The headers that the distribution adds to answers, by what answers. */
export class ResponseHeaders extends Construct {
  readonly siteId: string;
  readonly mediaId: string;
  readonly apiId: string;

  constructor(scope: Construct, id: string, { name }: ResponseHeadersProps) {
    super(scope, id);
    this.siteId = this.#ofFiles(name, 'site');
    this.mediaId = this.#ofFiles(name, 'media');
    this.apiId = this.#ofApi(name);
  }

  #ofFiles(name: string, kind: keyof typeof cacheControls): string {
    const policy = new CloudfrontResponseHeadersPolicy(this, kind, {
      name: `${name}-${kind}`,
      comment: `Security and caching of the ${kind}`,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        referrerPolicy: { referrerPolicy, override: true },
        strictTransportSecurity: transportSecurity(true),
      },
      customHeadersConfig: {
        items: [
          ...Object.entries(otherHeaders).map(([header, value]) => ({ header, value, override: true })),
          { header: 'cache-control', value: cacheControls[kind], override: false },
        ],
      },
    });
    suppress(
      policy,
      'CKV_AWS_259',
      'It asks for the preload flag, with which anybody may enter the domain into browsers for months: its owner decides.',
    );
    return policy.id;
  }

  /** The gateway sets its own; these are for what answers in its place, e.g. the load balancer. */
  #ofApi(name: string): string {
    const policy = new CloudfrontResponseHeadersPolicy(this, 'api', {
      name: `${name}-api`,
      comment: 'What the gateway did not say itself',
      securityHeadersConfig: {
        contentTypeOptions: { override: true },
        strictTransportSecurity: transportSecurity(false),
      },
      customHeadersConfig: { items: [{ header: 'cache-control', value: 'no-store', override: false }] },
    });
    suppress(policy, 'CKV_AWS_259', 'The gateway sends Strict-Transport-Security itself, and its word stands.');
    return policy.id;
  }
}

const transportSecurity = (override: boolean) => ({
  accessControlMaxAgeSec: transportSecurityMaxAgeSeconds,
  includeSubdomains: true,
  override,
});
