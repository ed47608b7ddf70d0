import { type Estate, nameOf, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** Releases write them, each to its own region; `releases` say what happens before the first one. */
const writtenByReleases = /\/services\/[a-z-]+\/(target|current)-version$/;

/** Where a block acts: its provider is the stack's own, or an alias named like a region. */
const regionOf = (stack: SynthesizedStack, provider: unknown) =>
  typeof provider === 'string' && provider.includes('.') ? provider.slice(provider.indexOf('.') + 1) : stack.region;

/** Ids of the stacks that are applied before this one, directly or not. */
function earlierThan(estate: Estate, { after }: SynthesizedStack): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...after];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(estate.stacks.find((stack) => stack.id === id)?.after ?? []));
  }
  return found;
}

const publishedBy = (stack: SynthesizedStack) =>
  resourcesIn(stack, 'aws_ssm_parameter').map(
    ({ arguments: { name, provider } }) => `${regionOf(stack, provider)} ${String(name)}`,
  );

function unpublished(estate: Estate, stack: SynthesizedStack): readonly string[] {
  const earlier = earlierThan(estate, stack);
  const published = new Set(estate.stacks.filter(({ id }) => earlier.has(id)).flatMap(publishedBy));
  return Object.values(stack.json.data.aws_ssm_parameter ?? {})
    .map(({ name, provider }) => `${regionOf(stack, provider)} ${String(name)}`)
    .filter((parameter) => !published.has(parameter) && !writtenByReleases.test(parameter))
    .map((parameter) => `${stack.id} reads ${parameter}, which no earlier stack publishes`);
}

function publishedTwice(estate: Estate): readonly string[] {
  const owners = new Map<string, string>();
  return estate.stacks.flatMap((stack) =>
    resourcesIn(stack, 'aws_ssm_parameter').flatMap((resource) => {
      const { name, provider } = resource.arguments;
      const parameter = `${stack.environment.accountId} ${regionOf(stack, provider)} ${String(name)}`;
      const owner = owners.get(parameter);
      owners.set(parameter, stack.id);
      return owner === undefined ? [] : [`${nameOf(resource)}: ${owner} publishes ${String(name)}, too`];
    }),
  );
}

const edgeOf = (estate: Estate) =>
  stacksNamed(estate, 'edge').find(({ environment }) => environment.standby !== undefined)!;

export const policy: Policy = {
  guarantee: 'each parameter that a stack reads is published in that region by one stack, applied earlier',
  violationsIn(estate) {
    const readers = estate.stacks.filter(({ json }) => json.data.aws_ssm_parameter !== undefined);
    return [
      ...(readers.length === 0 ? ['no stack reads a parameter'] : []),
      ...readers.flatMap((stack) => unpublished(estate, stack)),
      ...publishedTwice(estate),
    ];
  },
  mutations: [
    {
      title: 'publishes the load balancers in their own regions only',
      apply(estate) {
        for (const stack of stacksNamed(estate, 'cluster')) {
          const parameters = stack.json.resource.aws_ssm_parameter ?? {};
          for (const [name, { provider }] of Object.entries(parameters)) {
            if (provider !== undefined) delete parameters[name];
          }
        }
      },
    },
    {
      title: 'reads a parameter that nobody publishes',
      apply(estate) {
        edgeOf(estate).json.data.aws_ssm_parameter!.stray = { name: '/evermart-production/cluster/stray' };
      },
    },
    {
      title: 'reads what a later stack publishes',
      apply(estate) {
        const { environment, json } = edgeOf(estate);
        const [own] = Object.values(json.resource.aws_ssm_parameter ?? {});
        const network = stacksNamed(estate, 'cluster').find((stack) => stack.environment === environment)!;
        network.json.data.aws_ssm_parameter!.later = { name: own!.name, provider: 'aws.eu-west-3' };
      },
    },
    {
      title: 'publishes a parameter from two stacks',
      apply(estate) {
        const [one, other] = stacksNamed(estate, 'network');
        other!.json.resource.aws_ssm_parameter = { ...one!.json.resource.aws_ssm_parameter };
        Object.assign(other!.environment, { accountId: one!.environment.accountId });
        Object.assign(other!, { region: one!.region });
      },
    },
  ],
};
