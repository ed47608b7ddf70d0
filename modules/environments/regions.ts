/** AWS regions of the standard partition that are on by default in a new account; others need an opt-in first. */
export const regionNames = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;
export type RegionName = (typeof regionNames)[number];

/**
 * A strongly consistent DynamoDB global table has its two replicas and its witness inside one of these sets.
 * Source: Amazon DynamoDB Developer Guide, "Multi-Region strong consistency (MRSC)".
 */
const strongConsistencySets: readonly (readonly RegionName[])[] = [
  ['us-east-1', 'us-east-2', 'us-west-2'],
  ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1'],
  ['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
];

/** The regions that may share a strongly consistent table with this one; none where AWS does not offer it. */
export function strongConsistencySetOf(region: RegionName): readonly RegionName[] {
  return strongConsistencySets.find((set) => set.includes(region)) ?? [];
}
