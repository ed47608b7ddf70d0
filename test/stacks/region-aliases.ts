import type { SynthesizedStack } from '../support/synthesized.ts';

export interface RegionAliases {
  /** Regions, beside its own, that a stack of this name may reach into. */
  readonly regions: (stack: SynthesizedStack) => readonly (string | undefined)[];
  readonly reason: string;
}

const pair = ({ environment: { primary, standby } }: SynthesizedStack) => [primary.region, standby?.region];

/**
 * The stacks that may have a provider for another region. A standby stack never reaches into the primary's: it plans
 * while that one is gone.
 */
export const regionAliases: Readonly<Record<string, RegionAliases>> = {
  'global-data': { regions: pair, reason: 'It makes what belongs to both regions.' },
  edge: {
    regions: (stack) => [...pair(stack), 'us-east-1'],
    reason: "CloudFront's firewall, certificate and metrics exist in us-east-1 only; its origins are in both regions.",
  },
  data: {
    regions: ({ role, environment }) => (role === 'primary' ? [environment.standby?.region] : []),
    reason: 'The primary makes replicas of keys and secrets in the standby region.',
  },
};
