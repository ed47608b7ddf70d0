import type { ServiceName } from '@evermart/contracts/topology';

/** One machine is every shopper's address, load generators included. */
const wideLimit = '100000000';
/** Vite's development server, which has the storefront at an origin of its own. */
const viteOrigins = ['http://localhost:5173', 'http://127.0.0.1:5173'];

/** Settings whose defaults are meant for production and differ on a developer's machine. */
export function localSettings(name: ServiceName, edgeUrl: string): Readonly<Record<string, string>> {
  if (name === 'notification') return { STOREFRONT_URL: edgeUrl };
  if (name !== 'api-gateway') return {};
  const edgeOrigins = [edgeUrl, edgeUrl.replace('//localhost', '//127.0.0.1')];
  return {
    PUBLIC_ORIGIN: [...edgeOrigins, ...viteOrigins].join(','),
    ALLOW_SANDBOX_PAYMENTS: 'true',
    // The edge, which stands where the CDN and the load balancer are.
    TRUSTED_PROXY_HOPS: '1',
    RATE_LIMIT_REQUESTS_PER_MINUTE: wideLimit,
    RATE_LIMIT_CHECKOUTS_PER_MINUTE: wideLimit,
    RATE_LIMIT_ACCOUNT_PER_MINUTE: wideLimit,
    RATE_LIMIT_ACCOUNT_ADDRESS_PER_HOUR: wideLimit,
  };
}
