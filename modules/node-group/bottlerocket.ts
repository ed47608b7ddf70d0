/**
 * Nodes run Bottlerocket: a read-only system without shell or package manager, made for containers.
 * Source: Amazon EKS User Guide, "Create nodes with optimized Bottlerocket AMIs".
 */

/** Graviton types have a `g` after the generation: `m7g.large`, `t4g.large`, `c7gn.xlarge`. */
export function bottlerocketAmiType(instanceType: string): 'BOTTLEROCKET_ARM_64' | 'BOTTLEROCKET_x86_64' {
  return /^[a-z]+\d+g[a-z]*\./.test(instanceType) ? 'BOTTLEROCKET_ARM_64' : 'BOTTLEROCKET_x86_64';
}

/** With prefix delegation addresses are no limit; EKS recommends at most 110 pods on a node of less than 30 vCPU. */
export const maxPodsPerNode = 110;

/** Settings that EKS merges into a managed node's own; TOML, not encoded. */
export const bottlerocketSettings = `[settings.kubernetes]
max-pods = ${maxPodsPerNode}
`;

/** The system's disk, and the one with images, logs and ephemeral volumes. */
export const bottlerocketDisks = { system: '/dev/xvda', data: '/dev/xvdb' } as const;
