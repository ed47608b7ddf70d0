import { z } from 'zod';
import type { KubernetesObject } from '../../../scripts/charts/template-chart.ts';

const Texts = z.record(z.string(), z.string());
const Container = z.looseObject({
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  envFrom: z.array(
    z.union([
      z.object({ configMapRef: z.object({ name: z.string() }) }),
      z.object({ secretRef: z.object({ name: z.string() }) }),
    ]),
  ),
});
const Deployment = z.object({
  spec: z.object({ template: z.object({ spec: z.object({ containers: z.tuple([Container]) }) }) }),
});
const ConfigMap = z.object({ data: Texts });
const ExternalSecret = z.object({
  spec: z.object({ target: z.object({ name: z.string(), template: z.object({ data: Texts }) }) }),
});

export const containerOf = (objects: readonly KubernetesObject[]) =>
  Deployment.parse(objects.find(({ kind }) => kind === 'Deployment')).spec.template.spec.containers[0];

/**
 * The variables that a service's process has, from the objects that its container names; a secret's as templates.
 *
 * @throws Error for a config map or a secret that nothing in the release makes
 */
export function podEnvironment(objects: readonly KubernetesObject[]): Readonly<Record<string, string>> {
  const { env, envFrom } = containerOf(objects);
  const made = (name: string, isIt: (object: KubernetesObject) => boolean) => {
    const found = objects.find(isIt);
    if (found === undefined) throw new Error(`The pod reads "${name}", which its release does not make`);
    return found;
  };
  const sources = envFrom.map((source) => {
    if ('configMapRef' in source) {
      const { name } = source.configMapRef;
      return ConfigMap.parse(made(name, (object) => object.kind === 'ConfigMap' && object.metadata.name === name)).data;
    }
    const { name } = source.secretRef;
    const secret = made(
      name,
      (object) => object.kind === 'ExternalSecret' && ExternalSecret.parse(object).spec.target.name === name,
    );
    return ExternalSecret.parse(secret).spec.target.template.data;
  });
  return Object.assign({}, ...sources, Object.fromEntries(env.map(({ name, value }) => [name, value])));
}
