import {
  nameOf,
  type Resource,
  refersTo,
  resourcesIn,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const tiers = ['public', 'private', 'data'] as const;

const tierOf = ({ arguments: { tags } }: Resource) => (tags as Record<string, unknown> | undefined)?.tier;

/** What a tier's route tables may lead to. */
const targets = { public: ['gateway_id'], private: ['nat_gateway_id'], data: [] } as const;

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const zones = (stack.role === 'standby' ? stack.environment.standby! : stack.environment.primary).availabilityZones;
  const routes = resourcesIn(stack, 'aws_route');
  return tiers.flatMap((tier) => {
    const subnets = resourcesIn(stack, 'aws_subnet').filter((subnet) => tierOf(subnet) === tier);
    const tables = resourcesIn(stack, 'aws_route_table').filter((table) => tierOf(table) === tier);
    const leadTo = (table: Resource) =>
      routes
        .filter((route) => refersTo(route.arguments.route_table_id, table))
        .flatMap((route) =>
          Object.keys(route.arguments).filter((key) => /_(gateway|connection|interface)?_?id$/.test(key)),
        )
        .filter((key) => key !== 'route_table_id');
    return [
      ...(JSON.stringify(subnets.map((subnet) => subnet.arguments.availability_zone)) === JSON.stringify(zones)
        ? []
        : [`${stack.id}: not one ${tier} subnet in each of ${zones.join(', ')}`]),
      ...subnets
        .filter((subnet) => subnet.arguments.map_public_ip_on_launch !== false)
        .map((subnet) => `${nameOf(subnet)} gives out public addresses`),
      ...tables
        .filter((table) => JSON.stringify(leadTo(table)) !== JSON.stringify(targets[tier]))
        .map((table) => `${nameOf(table)} of the ${tier} tier leads to ${leadTo(table).join(', ') || 'nothing'}`),
    ];
  });
}

const networkOf = (estate: Parameters<Policy['violationsIn']>[0]) => stacksNamed(estate, 'network')[0]!;

export const policy: Policy = {
  guarantee: 'stores have no route out, pods go out through NAT only, and load balancers alone are public',
  violationsIn(estate) {
    const networks = stacksNamed(estate, 'network');
    return networks.length === 0 ? ['no network stack'] : networks.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'routes a data subnet to the internet',
      apply(estate) {
        const stack = networkOf(estate);
        const table = resourcesIn(stack, 'aws_route_table').find((candidate) => tierOf(candidate) === 'data')!;
        const route = resourcesIn(stack, 'aws_route').find((candidate) => 'gateway_id' in candidate.arguments)!;
        stack.json.resource.aws_route!.opened = {
          ...route.arguments,
          route_table_id: `\${${table.address}.id}`,
        };
      },
    },
    {
      title: 'gives private subnets the internet gateway',
      apply(estate) {
        const route = resourcesIn(networkOf(estate), 'aws_route').find(({ arguments: a }) => 'nat_gateway_id' in a)!;
        delete route.arguments.nat_gateway_id;
        route.arguments.gateway_id = 'igw';
      },
    },
    {
      title: 'gives instances public addresses',
      apply(estate) {
        resourcesIn(networkOf(estate), 'aws_subnet')[0]!.arguments.map_public_ip_on_launch = true;
      },
    },
    {
      title: 'removes a data subnet',
      apply(estate) {
        const stack = networkOf(estate);
        const subnet = resourcesIn(stack, 'aws_subnet').find((candidate) => tierOf(candidate) === 'data')!;
        delete stack.json.resource.aws_subnet![subnet.address.split('.')[1]!];
      },
    },
  ],
};
