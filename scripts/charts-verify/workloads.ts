import { z } from 'zod';
import type { ApiClient } from './api-client.ts';

const Deployment = z.object({
  metadata: z.object({ name: z.string(), generation: z.number() }),
  spec: z.object({ replicas: z.number() }),
  status: z.object({
    observedGeneration: z.number().default(0),
    replicas: z.number().default(0),
    updatedReplicas: z.number().default(0),
    availableReplicas: z.number().default(0),
  }),
});

const EnvironmentSource = z.object({
  configMapRef: z.object({ name: z.string(), optional: z.boolean().default(false) }).optional(),
  secretRef: z.object({ name: z.string(), optional: z.boolean().default(false) }).optional(),
});

const ServicePod = z.object({
  metadata: z.object({ name: z.string(), uid: z.string(), deletionTimestamp: z.string().optional() }),
  spec: z.object({
    nodeName: z.string().optional(),
    containers: z.array(z.object({ image: z.string(), envFrom: z.array(EnvironmentSource).default([]) })),
  }),
});
export type ServicePod = z.infer<typeof ServicePod>;

/** What keeps a service from running with exactly as many pods, all of its newest template; in words. */
export async function deploymentMissing(
  api: ApiClient,
  namespace: string,
  service: string,
  replicas: number,
): Promise<string | undefined> {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${service}`;
  const { metadata, spec, status } = Deployment.parse(await api.must(path));
  const counts = [spec.replicas, status.replicas, status.updatedReplicas, status.availableReplicas];
  if (status.observedGeneration === metadata.generation && counts.every((count) => count === replicas))
    return undefined;
  return `${service}: wanted, there, updated, available: ${counts.join(', ')} instead of ${replicas}`;
}

/** A service's pods that nobody has deleted. */
export async function podsOf(api: ApiClient, namespace: string, service: string): Promise<readonly ServicePod[]> {
  const pods = await api.list(`/api/v1/namespaces/${namespace}/pods`, `app.kubernetes.io/name=${service}`);
  return pods.map((pod) => ServicePod.parse(pod)).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Names of pods with their ids, sorted: the same before and after when nothing was replaced. */
export const identitiesOf = (pods: readonly ServicePod[]) =>
  pods.map(({ metadata: { name, uid } }) => `${name} ${uid}`).sort();

/** What a kubelet would wait for in vain: what the environment of pods refers to and isn't there. */
export function unresolvedReferences(
  pods: readonly ServicePod[],
  { configMaps, secrets }: { readonly configMaps: ReadonlySet<string>; readonly secrets: ReadonlySet<string> },
): readonly string[] {
  const missing = pods.flatMap(({ metadata, spec }) =>
    spec.containers
      .flatMap(({ envFrom }) => envFrom)
      .flatMap(({ configMapRef, secretRef }) => [
        ...(configMapRef === undefined || configMapRef.optional || configMaps.has(configMapRef.name)
          ? []
          : [`${metadata.name} waits for the ConfigMap ${configMapRef.name}`]),
        ...(secretRef === undefined || secretRef.optional || secrets.has(secretRef.name)
          ? []
          : [`${metadata.name} waits for the Secret ${secretRef.name}`]),
      ]),
  );
  return [...new Set(missing)];
}
