import { subnetCidrs } from '../../../modules/network/subnet-cidrs.ts';
import {
  type Estate,
  nameOf,
  type Resource,
  refersTo,
  resourcesIn,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** Where each kind of store names its security groups. */
const groupsOf: Readonly<Record<string, (store: Resource) => unknown>> = {
  aws_rds_cluster: ({ arguments: a }) => a.vpc_security_group_ids,
  aws_elasticache_replication_group: ({ arguments: a }) => a.security_group_ids,
  aws_opensearch_domain: ({ arguments: a }) =>
    (a.vpc_options as Record<string, unknown> | undefined)?.security_group_ids,
};
const ports: Readonly<Record<string, number>> = {
  aws_rds_cluster: 5432,
  aws_elasticache_replication_group: 6379,
  aws_opensearch_domain: 443,
};

function privateCidrs({ role, environment }: SynthesizedStack): readonly string[] {
  const { cidr, availabilityZones } = role === 'standby' ? environment.standby! : environment.primary;
  return subnetCidrs(cidr, availabilityZones.length).private;
}

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const rules = resourcesIn(stack, 'aws_vpc_security_group_ingress_rule');
  const opened = [
    ...resourcesIn(stack, 'aws_vpc_security_group_egress_rule').map((rule) => `${nameOf(rule)} lets a store out`),
    ...resourcesIn(stack, 'aws_security_group')
      .filter(({ arguments: a }) => 'ingress' in a || 'egress' in a)
      .map((group) => `${nameOf(group)} has rules inside`),
  ];
  const stores = Object.keys(ports).flatMap((type) => {
    const [store, ...more] = resourcesIn(stack, type);
    if (store === undefined || more.length > 0) return [`${stack.id} has not exactly one ${type}`];
    return storeViolations(store, rules);
  });
  return [...opened, ...stores];
}

function storeViolations(store: Resource, rules: readonly Resource[]): readonly string[] {
  const groups = groupsOf[store.type]!(store);
  const [group, ...more] = resourcesIn(store.stack, 'aws_security_group').filter(
    (candidate) => Array.isArray(groups) && groups.some((id) => refersTo(id, candidate)),
  );
  if (group === undefined || more.length > 0) return [`${nameOf(store)} has not exactly one security group of its own`];
  const own = rules.filter(({ arguments: a }) => refersTo(a.security_group_id, group));
  const admitted = own.map(({ arguments: a }) => a.cidr_ipv4);
  const expected = privateCidrs(store.stack);
  return [
    ...(JSON.stringify(admitted) === JSON.stringify(expected)
      ? []
      : [`${nameOf(store)} admits ${admitted.join(', ')}, not the private subnets ${expected.join(', ')}`]),
    ...own
      .filter(({ arguments: a }) => a.from_port !== ports[store.type] || a.to_port !== ports[store.type])
      .map((rule) => `${nameOf(rule)} opens more than port ${ports[store.type]}`),
  ];
}

const firstRule = (estate: Estate) =>
  resourcesIn(stacksNamed(estate, 'data')[0]!, 'aws_vpc_security_group_ingress_rule')[0]!;

export const policy: Policy = {
  guarantee: 'a store is reached from the private subnets of its region, on its port, and reaches nothing',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'data');
    return stacks.length === 0 ? ['no data stack'] : stacks.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'opens a store to everybody',
      apply(estate) {
        firstRule(estate).arguments.cidr_ipv4 = '0.0.0.0/0';
      },
    },
    {
      title: 'opens all ports of a store',
      apply(estate) {
        Object.assign(firstRule(estate).arguments, { from_port: 0, to_port: 65_535 });
      },
    },
    {
      title: 'lets a store reach out',
      apply(estate) {
        const { stack, arguments: rule } = firstRule(estate);
        stack.json.resource.aws_vpc_security_group_egress_rule = { out: { ...rule } };
      },
    },
    {
      title: 'takes the security group off OpenSearch',
      apply(estate) {
        const [domain] = resourcesIn(stacksNamed(estate, 'data')[0]!, 'aws_opensearch_domain');
        delete (domain!.arguments.vpc_options as Record<string, unknown>).security_group_ids;
      },
    },
  ],
};
