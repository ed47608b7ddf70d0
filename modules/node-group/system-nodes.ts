/**
 * The nodes that run what the cluster itself needs, Karpenter among it. The taint keeps the shop's pods off, so that a
 * rush of shoppers can't push out what makes new nodes.
 */
const label = 'nodes';

export const systemNodes = {
  labels: { [label]: 'system' },
  taint: { key: 'CriticalAddonsOnly', value: 'true', effect: 'NO_SCHEDULE' },
  toleration: { key: 'CriticalAddonsOnly', operator: 'Exists' },
} as const;
