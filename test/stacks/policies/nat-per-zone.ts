import { nameOf, refersTo, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const isPublic = ({ arguments: { tags } }: { arguments: Record<string, unknown> }) =>
    (tags as Record<string, unknown> | undefined)?.tier === 'public';
  const subnets = resourcesIn(stack, 'aws_subnet').filter(isPublic);
  const nats = resourcesIn(stack, 'aws_nat_gateway');
  const routes = resourcesIn(stack, 'aws_route');
  return [
    ...(subnets.length === stack.environment.primary.availabilityZones.length
      ? []
      : [`${stack.id}: ${subnets.length} public subnets`]),
    ...subnets
      .filter((subnet) => !nats.some((nat) => refersTo(nat.arguments.subnet_id, subnet)))
      .map((subnet) => `${nameOf(subnet)} has no NAT gateway`),
    ...nats
      .filter((nat) => routes.filter((route) => refersTo(route.arguments.nat_gateway_id, nat)).length !== 1)
      .map((nat) => `${nameOf(nat)} does not serve exactly its own zone's route table`),
  ];
}

export const policy: Policy = {
  guarantee: 'lesson 16: each zone of a two-region environment reaches out through a NAT gateway of its own',
  violationsIn(estate) {
    const networks = stacksNamed(estate, 'network').filter(({ environment }) => environment.standby !== undefined);
    return networks.length === 0 ? ['no network stack'] : networks.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'removes a NAT gateway',
      apply(estate) {
        const { json } = stacksNamed(estate, 'network').find(({ role }) => role === 'standby')!;
        const [first] = Object.keys(json.resource.aws_nat_gateway!);
        delete json.resource.aws_nat_gateway![first!];
      },
    },
    {
      title: 'sends two zones through one gateway',
      apply(estate) {
        const stack = stacksNamed(estate, 'network').find(({ role }) => role === 'standby')!;
        const [one, other] = resourcesIn(stack, 'aws_route').filter((route) => 'nat_gateway_id' in route.arguments);
        other!.arguments.nat_gateway_id = one!.arguments.nat_gateway_id;
      },
    },
  ],
};
