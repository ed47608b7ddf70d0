import { serviceNames } from '@evermart/contracts/topology';
import { namesOf } from '../../../modules/naming.ts';
import { nameOf, type Resource, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import { isOn, isSet, setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

function clusterViolations(cluster: Resource): readonly string[] {
  const { arguments: given } = cluster;
  const publicly = valuesAt(given, 'vpc_config.public_access_cidrs');
  const rules: readonly (readonly [boolean, string])[] = [
    [valueAt(given, 'access_config.authentication_mode') === 'API', 'takes access from a ConfigMap'],
    [
      !isOn(given, 'access_config.bootstrap_cluster_creator_admin_permissions'),
      'makes whoever creates it its administrator',
    ],
    [isOn(given, 'vpc_config.endpoint_private_access'), 'has no private endpoint'],
    [
      !isOn(given, 'vpc_config.endpoint_public_access') || (publicly.length > 0 && !publicly.includes('0.0.0.0/0')),
      'can be reached by the whole internet',
    ],
    [logTypes.every((type) => valuesAt(given, 'enabled_cluster_log_types').includes(type)), 'leaves out a log'],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => `${nameOf(cluster)} ${problem}`);
}

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const clusters = resourcesIn(stack, 'aws_eks_cluster');
  const names = namesOf(stack.environment.name, stack.region);
  const roles = resourcesIn(stack, 'aws_iam_role').map(({ arguments: given }) => given.name);
  const identities = resourcesIn(stack, 'aws_eks_pod_identity_association').map(
    ({ arguments: given }) => given.service_account,
  );
  return [
    ...(clusters.length === 0 ? [`${stack.id} has no cluster`] : clusters.flatMap(clusterViolations)),
    ...resourcesIn(stack, 'aws_launch_template')
      .filter(
        ({ arguments: given }) =>
          valueAt(given, 'metadata_options.http_tokens') !== 'required' ||
          Number(valueAt(given, 'metadata_options.http_put_response_hop_limit')) !== 1,
      )
      .map((template) => `${nameOf(template)}: a pod may take the node's role`),
    ...serviceNames
      .filter((service) => !roles.includes(names.serviceRole(service)) || !identities.includes(service))
      .map((service) => `${stack.id}: ${service} has no role of its own`),
    ...loadBalancerViolations(stack),
  ];
}

function loadBalancerViolations(stack: SynthesizedStack): readonly string[] {
  const balancers = resourcesIn(stack, 'aws_lb');
  return [
    ...(balancers.length === 0 ? [`${stack.id} has no load balancer`] : []),
    ...balancers
      .filter(
        ({ arguments: given }) => !isOn(given, 'drop_invalid_header_fields') || !isOn(given, 'access_logs.enabled'),
      )
      .map((balancer) => `${nameOf(balancer)} takes malformed headers or leaves no logs`),
    ...resourcesIn(stack, 'aws_lb_listener')
      .filter(({ arguments: given }) => valuesAt(given, 'default_action.type').includes('forward'))
      .map((listener) => `${nameOf(listener)} serves whoever does not come from the distribution`),
    ...resourcesIn(stack, 'aws_lb_listener_rule')
      .filter(
        ({ arguments: given }) => !isSet(given, 'condition.http_header') && !isSet(given, 'condition.path_pattern'),
      )
      .map((rule) => `${nameOf(rule)} serves whoever does not come from the distribution`),
    ...resourcesIn(stack, 'aws_vpc_security_group_ingress_rule')
      .filter(
        ({ arguments: given }) =>
          Number(given.from_port) === 443 && isSet(given, 'cidr_ipv4') && !/^10\./.test(String(given.cidr_ipv4)),
      )
      .map((rule) => `${nameOf(rule)} lets others than the distribution in`),
  ];
}

const first = (estate: Parameters<Policy['violationsIn']>[0], type: string) =>
  resourcesIn(stacksNamed(estate, 'cluster')[0]!, type)[0]!.arguments;

export const policy: Policy = {
  guarantee:
    'the cluster is closed: known callers, no node role for pods, one role a service, CloudFront alone at the door',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'cluster');
    return stacks.length === 0 ? ['no cluster stack'] : stacks.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'opens the API to the internet',
      apply: (estate) => setAt(first(estate, 'aws_eks_cluster'), 'vpc_config.public_access_cidrs', ['0.0.0.0/0']),
    },
    {
      title: 'switches the audit log off',
      apply: (estate) => setAt(first(estate, 'aws_eks_cluster'), 'enabled_cluster_log_types', ['api']),
    },
    {
      title: "lets pods take the node's role",
      apply: (estate) => setAt(first(estate, 'aws_launch_template'), 'metadata_options.http_tokens', 'optional'),
    },
    {
      title: 'forwards what has no secret header',
      apply: (estate) => setAt(first(estate, 'aws_lb_listener'), 'default_action', [{ type: 'forward' }]),
    },
  ],
};
