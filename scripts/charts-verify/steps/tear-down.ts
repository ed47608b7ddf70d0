import { shopNamespace } from '../../../modules/controllers/controller-accounts.ts';
import { untilNothingMissing } from '../poll.ts';
import { hasMigrations } from '../service-facts.ts';
import { demandEqual, type Trial } from '../trial.ts';

/** Helm leaves what hooks made, and a namespace that must be kept. */
const leftBehind = {
  jobs: '/apis/batch/v1/namespaces/*/jobs',
  externalsecrets: '/apis/external-secrets.io/v1/namespaces/*/externalsecrets',
  networkpolicies: '/apis/networking.k8s.io/v1/namespaces/*/networkpolicies',
} as const;
const gone = {
  deployments: '/apis/apps/v1/namespaces/*/deployments',
  pods: '/api/v1/namespaces/*/pods',
  services: '/api/v1/namespaces/*/services',
  autoscalers: '/apis/autoscaling/v2/namespaces/*/horizontalpodautoscalers',
  budgets: '/apis/policy/v1/namespaces/*/poddisruptionbudgets',
  bindings: '/apis/elbv2.k8s.aws/v1beta1/namespaces/*/targetgroupbindings',
} as const;

export async function uninstallServices({ api, helm, primary, signal }: Trial): Promise<string> {
  const namespace = primary.services[0]!.namespace;
  for (const { chart } of primary.services) await helm.uninstall(chart, namespace);
  const named = async (path: string) =>
    (await api.list(path.replace('*', namespace))).map(({ metadata }) => metadata.name).sort();
  await untilNothingMissing(
    async () => {
      const pods = (await api.list(gone.pods.replace('*', namespace))).filter(
        ({ metadata }) => metadata.labels?.['app.kubernetes.io/name']?.endsWith('-migration') !== true,
      );
      return pods.length === 0 ? undefined : `${pods.length} pods are still there`;
    },
    { signal, timeoutMs: 60_000 },
  );
  for (const [kind, path] of Object.entries(gone)) {
    if (kind !== 'pods') demandEqual(await named(path), [], `${kind} after helm uninstall`);
  }
  const migrations = primary.services
    .filter(hasMigrations)
    .map(({ chart }) => `${chart}-migration`)
    .sort();
  for (const [kind, path] of Object.entries(leftBehind)) {
    const found = (await named(path)).filter((name) => name !== 'default-deny');
    demandEqual(found, migrations, `${kind} after helm uninstall`);
  }
  return `nothing is left but the last migration of ${migrations.length} services, to be looked at`;
}

export async function uninstallPlatform({ api, helm, primary, signal }: Trial): Promise<string> {
  await helm.uninstall('platform', primary.platform.namespace);
  const path = `/api/v1/namespaces/${shopNamespace}`;
  demandEqual((await api.call(path)).status, 200, `the namespace ${shopNamespace}, which is to be kept`);
  await api.must(path, { method: 'DELETE' });
  await untilNothingMissing(
    async () => ((await api.call(path)).status === 404 ? undefined : `${shopNamespace} is still there`),
    { signal, timeoutMs: 60_000 },
  );
  return `${shopNamespace} outlives helm uninstall, and goes with everything in it when it is deleted`;
}
