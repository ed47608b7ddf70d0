import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { shopNamespace } from '../../../modules/controllers/controller-accounts.ts';
import { KubernetesObject, objectsIn } from '../../charts/template-chart.ts';
import { untilNothingMissing } from '../poll.ts';
import { targetGroupBindingDefinition } from '../target-group-binding.ts';
import { demandEqual, type Trial } from '../trial.ts';

const definitionsPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const Established = z.object({
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish() }),
});

/** The definitions of custom resources, then charts/platform with Terraform's values. */
export async function prepareCluster({ api, helm, primary, signal }: Trial, files: readonly string[]): Promise<string> {
  const definitions: readonly KubernetesObject[] = [
    ...files.flatMap((file) => objectsIn(readFileSync(file, 'utf8'))),
    targetGroupBindingDefinition(),
  ];
  for (const body of definitions) await api.must(definitionsPath, { method: 'POST', body });
  await untilNothingMissing(
    async () => {
      const all = await api.list(definitionsPath);
      const late = all.filter(
        (one) =>
          Established.parse(one).status.conditions?.some(
            ({ type, status }) => type === 'Established' && status === 'True',
          ) !== true,
      );
      return late.length === 0 ? undefined : `${late.map(({ metadata }) => metadata.name).join(', ')}: not served yet`;
    },
    { signal, timeoutMs: 30_000 },
  );

  await helm.apply(primary.platform);
  const namespace = KubernetesObject.parse(await api.must(`/api/v1/namespaces/${shopNamespace}`));
  demandEqual(
    namespace.metadata.labels?.['pod-security.kubernetes.io/enforce'],
    'restricted',
    `Pod Security of ${shopNamespace}`,
  );
  return `${definitions.length} custom resources served; namespace ${shopNamespace} is restricted and closed`;
}
