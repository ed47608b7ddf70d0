import type { IncomingMessage } from 'node:http';
import { ServiceError } from '@evermart/kit/problem';

/**
 * Whether another site made the browser send this: by `Sec-Fetch-Site`, or where a browser is too old for it by an `Origin`
 * that names another host. A client that sends neither is not a browser and carries its cookie on purpose.
 */
function isCrossSite(request: IncomingMessage, trustedOrigins: readonly string[]): boolean {
  const fetchSite = request.headers['sec-fetch-site'];
  if (fetchSite === 'cross-site') return true;
  const { origin, host = '' } = request.headers;
  if (origin === undefined || fetchSite === 'same-origin' || trustedOrigins.includes(origin)) return false;
  return hostnameOf(origin) !== hostnameOf(`http://${host}`);
}

/** @throws ServiceError `forbidden` */
export function refuseCrossSite(request: IncomingMessage, trustedOrigins: readonly string[]): void {
  if (isCrossSite(request, trustedOrigins)) {
    throw new ServiceError('forbidden', 'Another site sent this request with the cookie of the shop.');
  }
}

function hostnameOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname : undefined;
}
