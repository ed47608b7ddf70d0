import { formatCidr, parseCidr } from '../environments/cidr.ts';
import type { SubnetTier } from '../naming.ts';

/** Ranges are laid out for three zones, so that a third zone moves nobody's subnets. */
const mostZones = 3;

/**
 * One range a tier and zone, in the zones' order. Three quarters of the network are private subnets, because each pod
 * has an address there; the last quarter holds three public and three data subnets of an eighth of a quarter each.
 * A /16 gives /18 (16,379 usable addresses) and /21 (2,043), a /20 gives /22 (1,019) and /25 (123).
 */
export function subnetCidrs(cidr: string, zones: number): Readonly<Record<SubnetTier, readonly string[]>> {
  const range = parseCidr(cidr);
  if (range === undefined || range.prefixLength < 16 || range.prefixLength > 20) {
    throw new Error(`Network CIDR "${cidr}": it lies between /16 and /20 and begins at its first address`);
  }
  if (!Number.isInteger(zones) || zones < 2 || zones > mostZones) {
    throw new Error(`${zones} availability zones: a network has 2 or ${mostZones}`);
  }
  const slices = (prefixLength: number, from: number) =>
    Array.from({ length: zones }, (_, index) => {
      const size = 2 ** (32 - prefixLength);
      return formatCidr({ first: from + index * size, prefixLength });
    });
  const quarter = 2 ** (30 - range.prefixLength);
  const lastQuarter = range.first + 3 * quarter;
  const small = range.prefixLength + 5;
  return {
    private: slices(range.prefixLength + 2, range.first),
    public: slices(small, lastQuarter),
    data: slices(small, lastQuarter + quarter / 2),
  };
}
