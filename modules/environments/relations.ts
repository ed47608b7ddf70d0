import { contains, overlap, parseCidr } from './cidr.ts';
import type { Environment, RegionSettings } from './environment.ts';
import { strongConsistencySetOf } from './regions.ts';
import { standbySizeProblems } from './standby-sizes.ts';

const quoted = (value: unknown) => JSON.stringify(value);

/** What is wrong between the values of one environment; their shape is known to be right. */
export function problemsOf(environment: Environment): readonly string[] {
  const { name, primary, standby } = environment;
  return [
    ...networkProblems(`${name}.primary`, primary),
    ...(standby === undefined ? [] : networkProblems(`${name}.standby`, standby)),
    ...regionProblems(environment),
    ...(standby === undefined ? [] : standbySizeProblems(name, primary, standby)),
  ];
}

/** What is wrong between environments. */
export function problemsAmong(environments: readonly Environment[]): readonly string[] {
  return [
    ...repeated(environments.map(({ name }) => name)).map(
      (name) => `${quoted(name)}: each environment has a name of its own`,
    ),
    ...repeated(environments.map(({ domain }) => domain)).map(
      (domain) => `${quoted(domain)}: each environment has a domain of its own`,
    ),
    ...overlapProblems(environments),
    ...oncePerAccountProblems(environments),
  ];
}

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

function networkProblems(place: string, { region, cidr, availabilityZones }: RegionSettings): readonly string[] {
  const zones = availabilityZones.map((zone) => `${place}.availabilityZones: ${quoted(zone)}`);
  const foreign = zones.filter((_, index) => !new RegExp(`^${region}[a-f]$`).test(availabilityZones[index] ?? ''));
  const counts = new Set(availabilityZones).size;
  return [
    ...cidrProblems(place, cidr),
    ...foreign.map((zone) => `${zone} is not an availability zone of ${region}, e.g. ${region}a`),
    ...(counts === availabilityZones.length && counts >= 2 && counts <= 3
      ? []
      : [
          `${place}.availabilityZones: ${quoted(availabilityZones)}: a network has 2 or 3 different availability zones`,
        ]),
  ];
}

function cidrProblems(place: string, cidr: string): readonly string[] {
  const range = parseCidr(cidr);
  if (range === undefined) {
    return [`${place}.cidr: ${quoted(cidr)} is not a CIDR that begins at its first address, e.g. 10.20.0.0/16`];
  }
  const inside = privateRanges.some((known) => contains(parseCidr(known)!, range));
  return [
    ...(range.prefixLength < 16 || range.prefixLength > 20
      ? [`${place}.cidr: ${quoted(cidr)}: a network's CIDR is between /16 and /20`]
      : []),
    ...(inside ? [] : [`${place}.cidr: ${quoted(cidr)}: a network's CIDR lies in ${privateRanges.join(', ')}`]),
  ];
}

function regionProblems({ name, primary, standby, witness }: Environment): readonly string[] {
  if (standby === undefined) {
    return witness === undefined
      ? []
      : [`${name}.witness: ${quoted(witness)}: a witness serves two regions, and there is no standby`];
  }
  const regions = `${primary.region} and ${standby.region}`;
  const set = strongConsistencySetOf(primary.region);
  const inSet = (region: Environment['witness']) => region === undefined || set.includes(region);
  const rule = `primary, standby and witness lie in one region set of strongly consistent tables (${
    set.length === 0 ? `${primary.region} is in none` : set.join(', ')
  })`;
  return [
    ...(standby.region === primary.region
      ? [`${name}.standby.region: ${quoted(standby.region)}: the standby is another region than the primary`]
      : []),
    ...(witness === undefined ? [`${name}.witness: undefined: the two regions ${regions} need a witness region`] : []),
    ...(witness === primary.region || witness === standby.region
      ? [`${name}.witness: ${quoted(witness)}: the witness is a third region, beside ${regions}`]
      : []),
    ...(inSet(standby.region) ? [] : [`${name}.standby.region: ${quoted(standby.region)}: ${rule}`]),
    ...(inSet(witness) ? [] : [`${name}.witness: ${quoted(witness)}: ${rule}`]),
  ];
}

/**
 * No two networks overlap, in one environment or in two: regions of an environment may be peered, and an environment's
 * data is restored into another one over a peering.
 */
function overlapProblems(environments: readonly Environment[]): readonly string[] {
  const networks = environments.flatMap(({ name, primary, standby }) => [
    { place: `${name}.primary.cidr`, cidr: primary.cidr },
    ...(standby === undefined ? [] : [{ place: `${name}.standby.cidr`, cidr: standby.cidr }]),
  ]);
  return networks.flatMap((one, index) =>
    networks.slice(index + 1).flatMap((other) => {
      const ranges = [parseCidr(one.cidr), parseCidr(other.cidr)] as const;
      return ranges[0] !== undefined && ranges[1] !== undefined && overlap(ranges[0], ranges[1])
        ? [
            `${other.place}: ${quoted(other.cidr)} overlaps ${quoted(one.cidr)} of ${one.place}: no two networks overlap`,
          ]
        : [];
    }),
  );
}

/** What exists once in an account is made by one environment of it. */
function oncePerAccountProblems(environments: readonly Environment[]): readonly string[] {
  return (['serviceLinkedRoles', 'githubIdentityProvider', 'accountGuards', 'costAnomalyMonitor'] as const).flatMap(
    (toggle) => {
      const makers = environments.filter(({ toggles }) => toggles[toggle]);
      return makers
        .filter((one, index) => makers.findIndex(({ accountId }) => accountId === one.accountId) !== index)
        .map(
          ({ name, accountId }) =>
            `${name}.toggles.${toggle}: true: account ${quoted(accountId)} has it already, one environment makes it`,
        );
    },
  );
}
