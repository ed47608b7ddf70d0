import { serviceNames } from '@evermart/contracts/topology';
import type { Cluster } from '../../cluster/cluster.ts';
import { controllerAccounts, shopNamespace } from '../../controllers/controller-accounts.ts';
import {
  type ControllerPermissionsScope,
  collectorPermissions,
  externalSecretsPermissions,
  loadBalancerControllerPermissions,
} from '../../controllers/controller-permissions.ts';
import { secretsOfServices } from '../../service-release/service-secrets.ts';
import { dataJobsPermissions } from '../../workload-identity/data-jobs.ts';
import { PodIdentity, type PodIdentityProps, type ServiceAccount } from '../../workload-identity/pod-identity.ts';
import { permissionsOf } from '../../workload-identity/service-permissions.ts';
import type { EvermartStack } from '../evermart-stack.ts';

type Role = Pick<PodIdentityProps, 'description' | 'statements' | 'managedPolicyArns'>;

/** A role for the pods of an account, named like `id`. */
export function podIdentity(
  stack: EvermartStack,
  { clusterName }: Cluster,
  id: string,
  { account, ...role }: Role & { readonly account: ServiceAccount },
): PodIdentity {
  return new PodIdentity(stack, id, {
    ...account,
    ...role,
    roleName: stack.names.role(id),
    clusterName,
    clusterArn: stack.arns.cluster(),
  });
}

/** Who the controllers are in AWS, Karpenter aside, which brings more. */
export function controllerIdentities(stack: EvermartStack, cluster: Cluster): void {
  const { names, arns, region } = stack;
  const scope: ControllerPermissionsScope = {
    arns,
    region,
    targetGroupName: names.of('targetGroup', 'gateway'),
    dataKeyAlias: names.keyAlias('data'),
    secretNames: secretsOfServices().map(names.secret),
    logGroups: [names.logGroup('services/*'), names.metricsLogGroup()],
  };
  const controllers = {
    'load-balancer-controller': ['Takes pods in and out of target groups', loadBalancerControllerPermissions],
    'external-secrets': ['Reads the secrets of the services', externalSecretsPermissions],
    collector: ['Writes traces, metrics and logs', collectorPermissions],
  } as const;
  for (const name of ['load-balancer-controller', 'external-secrets', 'collector'] as const) {
    const [description, permissions] = controllers[name];
    podIdentity(stack, cluster, name, {
      account: controllerAccounts[name],
      description,
      statements: permissions(scope),
    });
  }
}

/** One role a service, generated from the topology, and one for jobs with lake and backups. */
export function serviceIdentities(stack: EvermartStack, cluster: Cluster): void {
  const { names, arns, region, environment } = stack;
  const keyAliases = {
    data: names.keyAlias('data'),
    messages: names.keyAlias('messages'),
    lake: names.keyAlias('lake'),
  };
  for (const service of serviceNames) {
    podIdentity(stack, cluster, `service-${service}`, {
      account: { namespace: shopNamespace, serviceAccount: service },
      description: `The service ${service}`,
      statements: permissionsOf(service, { arns, region, domain: environment.domain, keyAliases }),
    });
  }
  podIdentity(stack, cluster, 'data-jobs', {
    account: { namespace: shopNamespace, serviceAccount: 'data-jobs' },
    description: 'Jobs that read the lake and add to the backups',
    statements: dataJobsPermissions({ arns, region, keyAlias: keyAliases.data }),
  });
}
