import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** The longest text form of an IPv6 address with an embedded IPv4 one. */
const maxAddressLength = 45;

/**
 * Who a request is counted for: the address that the outermost trusted proxy saw, since what stands left of it in
 * X-Forwarded-For was written by the client. An IPv6 address counts as its /64: one household has that many.
 *
 * @param trustedHops how many proxies of ours stand in front; 0 believes the connection only
 */
export function clientAddressOf(request: IncomingMessage, trustedHops: number): string {
  const forwarded = trustedHops === 0 ? undefined : request.headers['x-forwarded-for'];
  const address = (typeof forwarded === 'string' ? hop(forwarded, trustedHops) : undefined) ?? peerOf(request);
  return address.includes(':') && isIPv6(address) ? networkOf(address) : address;
}

function hop(forwarded: string, trustedHops: number): string | undefined {
  const addresses = forwarded.split(',');
  const address = (addresses.at(-trustedHops) ?? addresses[0])?.trim();
  return address === undefined || address === '' || address.length > maxAddressLength ? undefined : address;
}

function peerOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? 'unknown';
}

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  while (groups.length + rest.length < 8) groups.push('0');
  return `${[...groups, ...rest].slice(0, 4).join(':')}::/64`;
}
