import { Client } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';

/** Of everything but a search: those have their own, shorter one. */
const adminTimeoutMs = 10_000;

/** `vpc-<domain>-<id>.eu-west-1.es.amazonaws.com` */
const awsDomain = /\.([a-z0-9-]+)\.es\.amazonaws\.com$/;

/** The region of a domain of Amazon OpenSearch Service; `undefined` for any other address. */
export function signingRegionOf(url: string): string | undefined {
  return awsDomain.exec(new URL(url).hostname)?.[1];
}

/**
 * One address, no sniffing and no retries: a caller decides whether to ask again or to go to catalog. A failed
 * connection is tried again at the next request.
 *
 * @param signingRegion AWS's domains know roles and no passwords: requests are signed with the process's credentials.
 */
export function createOpenSearchClient(url: string, signingRegion = signingRegionOf(url)): Client {
  return new Client({
    ...(signingRegion === undefined ? {} : AwsSigv4Signer({ region: signingRegion, service: 'es' })),
    node: url,
    maxRetries: 0,
    requestTimeout: adminTimeoutMs,
    resurrectStrategy: 'none',
  });
}
