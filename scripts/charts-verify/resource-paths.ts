import { z } from 'zod';
import type { KubernetesObject } from '../charts/template-chart.ts';
import type { ApiClient } from './api-client.ts';

const ResourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** `apps/v1` -> `/apis/apps/v1`, `v1` -> `/api/v1` */
export const groupPath = (apiVersion: string) =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

/** Where an object is in the API, as its server says. @throws Error for a kind that it doesn't serve */
export async function pathOf(api: ApiClient, object: KubernetesObject, namespace: string): Promise<string> {
  const { apiVersion, kind, metadata } = object;
  const { resources } = ResourceList.parse(await api.must(groupPath(apiVersion)));
  // `pods/status` and the like have the kind, too.
  const resource = resources.find((one) => one.kind === kind && !one.name.includes('/'));
  if (resource === undefined) throw new Error(`the server has no ${kind} of ${apiVersion}`);
  const place = resource.namespaced ? `/namespaces/${metadata.namespace ?? namespace}` : '';
  return `${groupPath(apiVersion)}${place}/${resource.name}/${metadata.name}`;
}

/**
 * As `kubectl apply --server-side --dry-run=server --validate=strict`: everything that the server checks, without a trace.
 *
 * @returns what it says against the object; `undefined` if it takes it
 */
export async function tryObject(
  api: ApiClient,
  object: KubernetesObject,
  namespace: string,
): Promise<string | undefined> {
  const path = await pathOf(api, object, namespace);
  const query = 'dryRun=All&fieldValidation=Strict&fieldManager=charts-verify&force=true';
  const { status, body } = await api.call(`${path}?${query}`, {
    method: 'PATCH',
    contentType: 'application/apply-patch+yaml',
    body: object,
  });
  return status < 300 ? undefined : `${object.kind}/${object.metadata.name}: ${status} ${JSON.stringify(body)}`;
}
