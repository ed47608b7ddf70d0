import type { SynthesizedStack } from '../support/synthesized.ts';

export interface RegionAliases {
  /** Regions, beside its own, that a stack of this name may reach into. */
  readonly regions: (stack: SynthesizedStack) => readonly (string | undefined)[];
  readonly reason: string;
}

const home = ({ environment: { witness } }: SynthesizedStack) => [witness];

const pair = ({ environment: { primary, standby } }: SynthesizedStack) => [primary.region, standby?.region];

/**
 * The stacks that may have a provider for another region. A standby stack never reaches into the primary's: it plans
 * while that one is gone.
 */
export const regionAliases: Readonly<Record<string, RegionAliases>> = {
  'global-data': {
    regions: (stack) => [...pair(stack), 'us-east-1'],
    reason: 'It makes what belongs to both regions; Route 53 logs queries and takes signing keys in us-east-1 only.',
  },
  edge: {
    regions: () => ['us-east-1'],
    reason:
      'Firewall, certificate and logs of a distribution are in us-east-1 only. It asks no serving region for anything.',
  },
  'regional-edge': {
    regions: home,
    reason: 'It names the distribution, which the edge publishes at home: that outlives either region.',
  },
  cluster: {
    regions: ({ environment: { primary, witness } }) => [witness ?? primary.region],
    reason: 'The home region knows both load balancers, so that records are planned while a region is gone.',
  },
  data: {
    regions: ({ role, environment }) => [
      environment.witness,
      ...(role === 'primary' ? [environment.standby?.region] : []),
    ],
    reason:
      'The primary makes replicas of secrets in the standby region; the home region keeps the zone and so learns how mail is signed.',
  },
  replication: { regions: pair, reason: 'It makes what flows between the two regions, and each end lives in its own.' },
};
