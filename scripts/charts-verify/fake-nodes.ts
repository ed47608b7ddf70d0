import type { ApiClient } from './api-client.ts';

const zones = ['a', 'b', 'c'];

/** Two nodes a zone, of a size and with labels that Karpenter would give them. */
export function fakeNodes(region: string): readonly Readonly<Record<string, unknown>>[] {
  return zones.flatMap((zone) =>
    [1, 2].map((number) => {
      const name = `node-${zone}${number}`;
      const capacity = { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '40Gi' };
      return {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name,
          labels: {
            'kubernetes.io/arch': 'arm64',
            'kubernetes.io/os': 'linux',
            'kubernetes.io/hostname': name,
            'topology.kubernetes.io/region': region,
            'topology.kubernetes.io/zone': `${region}${zone}`,
            'karpenter.sh/nodepool': 'workload',
          },
        },
        status: { capacity, allocatable: capacity },
      };
    }),
  );
}

export async function createNodes(api: ApiClient, region: string): Promise<void> {
  for (const node of fakeNodes(region)) await api.must('/api/v1/nodes', { method: 'POST', body: node });
}

/** What keeps pods from being placed on them, in words. */
export async function nodesMissing(api: ApiClient): Promise<string | undefined> {
  const nodes = await api.list('/api/v1/nodes');
  const unready = nodes.filter(({ status, spec }) => !isReady(status) || isTainted(spec));
  return unready.length === 0 ? undefined : `${unready.map(({ metadata }) => metadata.name).join(', ')}: not ready`;
}

/** No new pod is placed anywhere, or again everywhere. */
export async function setSchedulable(api: ApiClient, schedulable: boolean): Promise<void> {
  for (const { metadata } of await api.list('/api/v1/nodes')) {
    await api.must(`/api/v1/nodes/${metadata.name}`, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { spec: { unschedulable: !schedulable } },
    });
  }
}

const isReady = (status: unknown) =>
  conditionsOf(status).some(({ type, status: holds }) => type === 'Ready' && holds === 'True');
const isTainted = (spec: unknown) =>
  typeof spec === 'object' && spec !== null && 'taints' in spec && Array.isArray(spec.taints) && spec.taints.length > 0;

function conditionsOf(status: unknown): readonly { readonly type?: unknown; readonly status?: unknown }[] {
  if (typeof status !== 'object' || status === null || !('conditions' in status)) return [];
  return Array.isArray(status.conditions) ? status.conditions : [];
}
