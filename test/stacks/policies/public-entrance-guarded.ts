import { readinessPath, takeoverPath } from '@evermart/contracts/http/region-probes';
import { originSecretHeader } from '../../../modules/naming.ts';
import {
  nameOf,
  type Resource,
  refersTo,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import { setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const probes = [readinessPath, takeoverPath];

/** AWS's own lists of who may come: a rule that names one names no address. */
const lists = ['origin-facing', 'route53-healthchecks'];

const listOf = (stack: SynthesizedStack, rule: Resource) =>
  Object.entries(stack.json.data.aws_ec2_managed_prefix_list ?? {}).find(([name]) =>
    String(rule.arguments.prefix_list_id).includes(`data.aws_ec2_managed_prefix_list.${name}.`),
  )?.[1].name;

function strangersIn(stack: SynthesizedStack, balancer: Resource): readonly string[] {
  const groups = resourcesIn(stack, 'aws_security_group').filter((group) =>
    valuesAt(balancer.arguments, 'security_groups').some((id) => refersTo(id, group)),
  );
  const rules = resourcesIn(stack, 'aws_vpc_security_group_ingress_rule').filter((rule) =>
    groups.some((group) => refersTo(rule.arguments.security_group_id, group)),
  );
  return [
    ...(rules.length === 2 ? [] : [`${nameOf(balancer)} is open to ${rules.length} sources, not 2`]),
    ...rules
      .filter((rule) => rule.arguments.from_port !== 443 || rule.arguments.to_port !== 443)
      .map((rule) => `${nameOf(rule)} opens more than HTTPS`),
    ...rules
      .filter((rule) => !lists.some((list) => String(listOf(stack, rule)).endsWith(list)))
      .map((rule) => `${nameOf(rule)} lets somebody else in than CloudFront and the health checkers`),
  ];
}

function openRulesOf(stack: SynthesizedStack): readonly string[] {
  const guarded = ({ arguments: given }: Resource) =>
    JSON.stringify(valuesAt(given, 'condition.path_pattern.values')) === JSON.stringify(probes) ||
    (valueAt(given, 'condition.http_header.http_header_name') === originSecretHeader &&
      String(valueAt(given, 'condition.http_header.values')).includes('data.aws_secretsmanager_secret_version.'));
  return [
    ...resourcesIn(stack, 'aws_lb_listener')
      .filter(({ arguments: given }) => valueAt(given, 'default_action.fixed_response.status_code') !== '403')
      .map((listener) => `${nameOf(listener)} answers strangers`),
    ...resourcesIn(stack, 'aws_lb_listener_rule')
      .filter((rule) => !guarded(rule))
      .map((rule) => `${nameOf(rule)} lets in who does not know the secret`),
  ];
}

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const balancers = resourcesIn(stack, 'aws_lb');
  return [
    ...(balancers.length === 1 ? [] : [`${stack.id} has ${balancers.length} load balancers`]),
    ...balancers.flatMap((balancer) => strangersIn(stack, balancer)),
    ...openRulesOf(stack),
  ];
}

const firstOf = (estate: Parameters<Policy['violationsIn']>[0], type: string) =>
  resourcesOf(estate, type)[0]!.arguments;

export const policy: Policy = {
  guarantee: 'a load balancer answers nobody but our distribution and health checks',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'cluster');
    return stacks.length === 0 ? ['no cluster stack'] : stacks.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'answers strangers by default',
      apply(estate) {
        const listener = firstOf(estate, 'aws_lb_listener');
        listener.default_action = [{ type: 'forward' }];
      },
    },
    {
      title: 'asks for no secret',
      apply(estate) {
        const rule = resourcesOf(estate, 'aws_lb_listener_rule').find(({ arguments: given }) =>
          valueAt(given, 'condition.http_header'),
        );
        rule!.arguments.condition = [{ path_pattern: { values: ['/*'] } }];
      },
    },
    {
      title: 'lets strangers ask for more than the health of a region',
      apply(estate) {
        const rule = resourcesOf(estate, 'aws_lb_listener_rule').find(({ arguments: given }) =>
          valueAt(given, 'condition.path_pattern'),
        );
        rule!.arguments.condition = [{ path_pattern: { values: ['/health/*'] } }];
      },
    },
    {
      title: 'lets a range in besides',
      apply(estate) {
        const rule = resourcesOf(estate, 'aws_vpc_security_group_ingress_rule').find(
          ({ arguments: given }) => given.prefix_list_id !== undefined,
        )!;
        delete rule.arguments.prefix_list_id;
        rule.arguments.cidr_ipv4 = '198.51.100.0/24';
      },
    },
    {
      title: 'opens plain HTTP',
      apply(estate) {
        const rule = resourcesOf(estate, 'aws_vpc_security_group_ingress_rule').find(
          ({ arguments: given }) => given.prefix_list_id !== undefined,
        )!;
        setAt(rule.arguments, 'from_port', 80);
      },
    },
  ],
};
