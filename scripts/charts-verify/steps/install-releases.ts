import { neverReleased } from '../../../modules/service-release/release-version.ts';
import { atVersion } from '../service-facts.ts';
import { demandEqual, type Trial } from '../trial.ts';

/** Ten releases before anything was ever released, as Terraform's first apply makes them: everything but pods. */
export async function installReleases({ api, helm, primary }: Trial): Promise<string> {
  demandEqual(primary.services.length, 10, `releases in ${primary.region}`);
  for (const release of primary.services) {
    await helm.apply(atVersion(release, neverReleased));
  }
  const namespace = primary.services[0]!.namespace;
  const counts = await Promise.all(
    Object.entries(perService).map(async ([kind, path]) => {
      const found = await api.list(path.replace('*', namespace), 'app.kubernetes.io/part-of=evermart');
      demandEqual(found.length, primary.services.length, `${kind}s`);
      return kind;
    }),
  );
  const pods = await api.list(`/api/v1/namespaces/${namespace}/pods`);
  demandEqual(pods.length, 0, 'pods of services that were never released');
  return `10 releases with Terraform's values, without a pod; each with ${counts.join(', ')}`;
}

/** One each from the start; an autoscaler comes with the first version. */
const perService = {
  Deployment: '/apis/apps/v1/namespaces/*/deployments',
  Service: '/api/v1/namespaces/*/services',
  ServiceAccount: '/api/v1/namespaces/*/serviceaccounts',
  ConfigMap: '/api/v1/namespaces/*/configmaps',
  NetworkPolicy: '/apis/networking.k8s.io/v1/namespaces/*/networkpolicies',
  PodDisruptionBudget: '/apis/policy/v1/namespaces/*/poddisruptionbudgets',
} as const;
