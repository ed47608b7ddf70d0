import { type Estate, nameOf, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';
import { regionAliases } from '../region-aliases.ts';

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const providers = stack.json.provider.aws ?? [];
  const defaults = providers.filter(({ alias }) => alias === undefined);
  const aliases = providers.filter(({ alias }) => alias !== undefined);
  const allowed = regionAliases[stack.name]?.regions(stack) ?? [];
  // `aws` is the default provider, named by a resource whose region happens to be the stack's own.
  const known = new Set(['aws', ...aliases.map(({ alias }) => `aws.${String(alias)}`)]);
  const resources = resourcesIn(stack).filter(({ type }) => type.startsWith('aws_'));
  return [
    ...(defaults.length === 1 && defaults[0]!.region === stack.region
      ? []
      : [`${stack.id}: its default providers are in ${JSON.stringify(defaults.map(({ region }) => region))}`]),
    ...providers
      .filter(({ allowed_account_ids: ids }) => JSON.stringify(ids) !== JSON.stringify([stack.environment.accountId]))
      .map(({ region }) => `${stack.id}: the provider for ${String(region)} takes any account`),
    ...aliases
      .filter(({ alias, region }) => alias !== region || !allowed.includes(String(region)))
      .map(({ alias, region }) => `${stack.id}: alias ${String(alias)} reaches into ${String(region)}`),
    ...resources
      .filter(({ arguments: { provider } }) => provider !== undefined && !known.has(String(provider)))
      .map((resource) => `${nameOf(resource)} uses the unknown provider ${String(resource.arguments.provider)}`),
    // Version 6 of the provider takes a region on each resource, which earlier ones don't and which no alias shows.
    ...resources
      .filter(({ arguments: { region } }) => typeof region === 'string')
      .map((resource) => `${nameOf(resource)} names the region ${String(resource.arguments.region)} itself`),
  ];
}

const standbyOf = (estate: Estate) => stacksNamed(estate, 'network').find(({ role }) => role === 'standby')!;

export const policy: Policy = {
  guarantee: 'a stack acts in its own region, and elsewhere only through aliases that are listed with a reason',
  violationsIn: (estate) => (estate.stacks.length === 0 ? ['no stack'] : estate.stacks.flatMap(violationsOf)),
  mutations: [
    {
      title: "lets a standby stack reach into the primary's region",
      apply: (estate) => void standbyOf(estate).json.provider.aws!.push({ alias: 'eu-west-1', region: 'eu-west-1' }),
    },
    {
      title: 'moves the default provider to another region',
      apply(estate) {
        standbyOf(estate).json.provider.aws![0]!.region = 'eu-west-1';
      },
    },
    {
      title: 'lets a provider act in any account',
      apply(estate) {
        delete standbyOf(estate).json.provider.aws![0]!.allowed_account_ids;
      },
    },
    {
      title: 'places a resource in another region by its own argument',
      apply(estate) {
        resourcesIn(standbyOf(estate), 'aws_vpc')[0]!.arguments.region = 'eu-west-1';
      },
    },
  ],
};
