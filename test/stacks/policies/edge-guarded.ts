import {
  type Estate,
  nameOf,
  type Resource,
  refersTo,
  resourcesIn,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import { isOn, isSet, setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const managedGroups = [
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
];

const s3Origins = (given: Resource['arguments']) =>
  valuesAt(given, 'origin').filter((origin) => String(valueAt(origin, 'domain_name')).includes('.s3.'));

function distributionViolations(distribution: Resource): readonly string[] {
  const { arguments: given, stack } = distribution;
  const name = nameOf(distribution);
  const twoRegions = stack.environment.standby !== undefined;
  const groups = valuesAt(given, 'origin_group');
  const behaviors = [...valuesAt(given, 'default_cache_behavior'), ...valuesAt(given, 'ordered_cache_behavior')];
  const groupIds = groups.map((group) => valueAt(group, 'origin_id'));
  const api = valuesAt(given, 'origin').find((origin) => isSet(origin, 'custom_origin_config'));
  return [
    ...(isSet(given, 'web_acl_id') ? [] : [`${name} has no firewall`]),
    ...(s3Origins(given).every((origin) => isSet(origin, 'origin_access_control_id')) && s3Origins(given).length > 0
      ? []
      : [`${name} reads a bucket unsigned`]),
    ...(twoRegions && groups.length < 2 ? [`${name}: its buckets have no second region`] : []),
    ...(groups.every(
      (group) => valuesAt(group, 'member').length === 2 && valuesAt(group, 'failover_criteria.status_codes').length > 0,
    )
      ? []
      : [`${name}: an origin group does not fail over`]),
    ...(twoRegions
      ? behaviors
          .filter(
            (behavior) =>
              !groupIds.includes(valueAt(behavior, 'target_origin_id')) &&
              valueAt(behavior, 'target_origin_id') !== valueAt(api, 'origin_id'),
          )
          .map((behavior) => `${name}: ${valueAt(behavior, 'path_pattern') ?? 'the default'} has one region only`)
      : []),
    ...(behaviors.every((behavior) => isSet(behavior, 'realtime_log_config_arn')) ? [] : [`${name} leaves no logs`]),
    ...(behaviors.every((behavior) => isSet(behavior, 'response_headers_policy_id'))
      ? []
      : [`${name} sends no security headers`]),
    ...(isSet(api, 'custom_header.value') ? [] : [`${name} can't be told from others by the load balancer`]),
  ];
}

function firewallViolations(stack: SynthesizedStack): readonly string[] {
  const acls = resourcesIn(stack, 'aws_wafv2_web_acl');
  const logged = resourcesIn(stack, 'aws_wafv2_web_acl_logging_configuration');
  return [
    ...(acls.length === 0 ? [`${stack.id} has no firewall`] : []),
    ...(logged.length === 0 ? [`${stack.id}: the firewall leaves no logs`] : []),
    ...acls.flatMap((acl) => {
      const rules = valuesAt(acl.arguments, 'rule');
      const groups = rules.map((rule) => valueAt(rule, 'statement.managed_rule_group_statement.name'));
      return [
        ...managedGroups.filter((group) => !groups.includes(group)).map((group) => `${nameOf(acl)} lacks ${group}`),
        ...(rules.some((rule) => isSet(rule, 'statement.rate_based_statement'))
          ? []
          : [`${nameOf(acl)} limits no rate`]),
      ];
    }),
  ];
}

function failoverViolations(stack: SynthesizedStack): readonly string[] {
  if (stack.environment.standby === undefined) return [];
  const records = resourcesIn(stack, 'aws_route53_record').filter(({ arguments: a }) =>
    isSet(a, 'failover_routing_policy'),
  );
  const kinds = records.map(({ arguments: a }) => valueAt(a, 'failover_routing_policy.type'));
  const primary = records.filter(({ arguments: a }) => valueAt(a, 'failover_routing_policy.type') === 'PRIMARY');
  const checks = resourcesIn(stack, 'aws_route53_health_check');
  const calculated = checks.filter(({ arguments: a }) => a.type === 'CALCULATED');
  return [
    ...(['PRIMARY', 'SECONDARY'].every((kind) => kinds.includes(kind))
      ? []
      : [`${stack.id}: the API's name does not fail over`]),
    ...primary
      .filter(({ arguments: a }) => !calculated.some((check) => String(a.health_check_id).includes(check.address)))
      .map((record) => `${nameOf(record)} is not switched by the calculated check`),
    ...calculated
      .filter(({ arguments: a }) =>
        valuesAt(a, 'child_healthchecks').some((id) => !checks.some((check) => refersTo(id, check))),
      )
      .map((check) => `${nameOf(check)} counts a check that is not there`),
    ...calculated
      .filter(
        ({ arguments: a }) =>
          valuesAt(a, 'child_healthchecks').length !== Number(a.child_health_threshold) ||
          valuesAt(a, 'child_healthchecks').length < 2,
      )
      .map((check) => `${nameOf(check)} is not "the primary serves and the standby waits"`),
    ...(checks.some(({ arguments: a }) => isOn(a, 'invert_healthcheck'))
      ? []
      : [`${stack.id}: the standby has no take-over signal`]),
    ...checks
      .filter(({ arguments: a }) => String(a.type).startsWith('HTTPS') && Number(a.request_interval) !== 10)
      .map((check) => `${nameOf(check)} notices an outage late`),
  ];
}

const edges = (estate: Estate) => stacksNamed(estate, 'edge');
const edge = (estate: Estate) => edges(estate).find(({ environment }) => environment.standby !== undefined)!;
const distributionOf = (estate: Estate) => resourcesIn(edge(estate), 'aws_cloudfront_distribution')[0]!.arguments;

export const policy: Policy = {
  guarantee: 'the edge is behind a firewall, reads buckets signed, and fails over both files and API',
  violationsIn(estate) {
    if (edges(estate).length === 0) return ['no edge stack'];
    return edges(estate).flatMap((stack) => {
      const distributions = resourcesIn(stack, 'aws_cloudfront_distribution');
      return [
        ...(distributions.length === 0
          ? [`${stack.id} has no distribution`]
          : distributions.flatMap(distributionViolations)),
        ...firewallViolations(stack),
        ...failoverViolations(stack),
      ];
    });
  },
  mutations: [
    { title: 'takes the firewall away', apply: (estate) => setAt(distributionOf(estate), 'web_acl_id', undefined) },
    { title: 'takes the origin groups away', apply: (estate) => setAt(distributionOf(estate), 'origin_group', []) },
    {
      title: 'reads a bucket unsigned',
      apply: (estate) => setAt(s3Origins(distributionOf(estate))[0], 'origin_access_control_id', undefined),
    },
    {
      title: 'takes the take-over signal away',
      apply(estate) {
        for (const check of resourcesIn(edge(estate), 'aws_route53_health_check')) {
          setAt(check.arguments, 'invert_healthcheck', undefined);
        }
      },
    },
    {
      title: 'points every name at the primary',
      apply(estate) {
        const { json } = edge(estate);
        for (const [name, record] of Object.entries(json.resource.aws_route53_record ?? {})) {
          if (valueAt(record, 'failover_routing_policy.type') === 'SECONDARY')
            delete json.resource.aws_route53_record![name];
        }
      },
    },
  ],
};
