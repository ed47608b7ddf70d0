import { Client } from '@opensearch-project/opensearch';

/** Of everything but a search: those have their own, shorter one. */
const adminTimeoutMs = 10_000;

/**
 * One address, no sniffing and no retries: a caller decides whether to ask again or to go to catalog. A failed
 * connection is tried again at the next request.
 */
export function createOpenSearchClient(url: string): Client {
  return new Client({ node: url, maxRetries: 0, requestTimeout: adminTimeoutMs, resurrectStrategy: 'none' });
}
