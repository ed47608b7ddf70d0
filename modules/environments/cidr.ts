/** An IPv4 range: its first and last address as numbers, and the length of its prefix in bits. */
export interface CidrRange {
  readonly first: number;
  readonly last: number;
  readonly prefixLength: number;
}

const inNumbers = (address: string) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

/** Reads `10.20.0.0/16`; `undefined` for anything that isn't an aligned IPv4 range. */
export function parseCidr(cidr: string): CidrRange | undefined {
  const match = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null) return undefined;
  const address = match[1] ?? '';
  const prefixLength = Number(match[2]);
  if (prefixLength > 32 || address.split('.').some((octet) => Number(octet) > 255)) return undefined;
  const size = 2 ** (32 - prefixLength);
  const first = inNumbers(address);
  return first % size === 0 ? { first, last: first + size - 1, prefixLength } : undefined;
}

export function formatCidr({ first, prefixLength }: Pick<CidrRange, 'first' | 'prefixLength'>): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefixLength}`;
}

export const overlap = (one: CidrRange, other: CidrRange) => one.first <= other.last && other.first <= one.last;

export const contains = (outer: CidrRange, inner: CidrRange) => outer.first <= inner.first && inner.last <= outer.last;
