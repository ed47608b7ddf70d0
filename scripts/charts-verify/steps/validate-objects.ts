import { shopNamespace } from '../../../modules/controllers/controller-accounts.ts';
import { type KubernetesObject, templateChart } from '../../charts/template-chart.ts';
import { tryObject } from '../resource-paths.ts';
import { atVersion } from '../service-facts.ts';
import { demand, type Trial } from '../trial.ts';
import { trialVersions } from '../trial-versions.ts';

/** Everything that both regions install, under the server's own validation; and one unknown field a kind, which it must refuse. */
export async function validateObjects({ api, primary, standby }: Trial, helm: string): Promise<string> {
  const taken = new Map<string, KubernetesObject>();
  let count = 0;
  for (const { platform, services } of [primary, standby]) {
    const released = services.map((release) => atVersion(release, trialVersions.first));
    for (const release of [platform, ...released]) {
      for (const object of await templateChart(helm, release)) {
        const refusal = await tryObject(api, object, release.namespace);
        demand(refusal === undefined, `${release.stack} ${release.chart}: ${refusal}`);
        taken.set(object.kind, object);
        count += 1;
      }
    }
  }
  for (const [kind, object] of taken) {
    const refusal = await tryObject(api, withUnknownField(object), shopNamespace);
    demand(
      refusal?.includes('field not declared in schema') === true,
      `an unknown field of a ${kind} is ${refusal ?? 'taken'}`,
    );
  }
  return `${count} objects of both regions are valid; an unknown field is refused in each of ${taken.size} kinds`;
}

/** Beside what the kind has anyway. */
function withUnknownField(object: KubernetesObject): KubernetesObject {
  const spec = object.spec;
  return typeof spec === 'object' && spec !== null
    ? { ...object, spec: { ...spec, nonsense: true } }
    : { ...object, nonsense: true };
}
