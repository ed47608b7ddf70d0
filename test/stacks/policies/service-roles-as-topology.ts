import { queues, type ServiceName, serviceNames, services, tables, topicOf } from '@evermart/contracts/topology';
import { namesOf } from '../../../modules/naming.ts';
import { type Estate, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';
import { type Statement, statementsIn } from '../statements.ts';

interface Use {
  /** As it ends in an ARN: `table/evermart-dev-carts`. */
  readonly thing: string;
  readonly by: ServiceName;
}

/** Who may use what, by the topology alone. */
function designedUses({ environment, region }: SynthesizedStack): readonly Use[] {
  const names = namesOf(environment.name, region);
  return [
    ...Object.values(tables).map(({ name, owner }) => ({ thing: `:table/${names.table(name)}`, by: owner })),
    ...queues.map(({ name, consumer }) => ({ thing: `:sqs ${names.queue(name)}`, by: consumer })),
    ...(['api-gateway', 'catalog', 'checkout', 'order', 'payment', 'user'] as const).map((publisher) => ({
      thing: `:sns ${names.topic(topicOf(publisher))}`,
      by: publisher,
    })),
    ...serviceNames.flatMap((by) => [
      ...services[by].buckets.map((bucket) => ({ thing: `:s3 ${names.bucket(bucket)}`, by })),
      ...services[by].streams.map((stream) => ({ thing: `:stream/${names.stream(stream)}`, by })),
    ]),
  ];
}

/** `arn:...:sqs:eu-west-1:1:name` -> `:sqs name`; an index is its table's, an object its bucket's. */
function thingOf(arn: string): string | undefined {
  const [, , service = '', , , ...rest] = arn.replaceAll(/\$\{[^}]*\}/g, 'x').split(':');
  const resource = rest.join(':');
  if (service === 'dynamodb') return `:table/${resource.split('/')[1]}`;
  if (service === 'kinesis') return `:stream/${resource.split('/')[1]}`;
  if (service === 's3') return `:s3 ${resource.split('/')[0]}`;
  return service === 'sqs' || service === 'sns' ? `:${service} ${resource}` : undefined;
}

const serviceOf = ({ resource }: Statement) =>
  serviceNames.find((name) => resource.address.startsWith(`aws_iam_role_policy.service-${name}_`));

function grantedUses(estate: Estate, stack: SynthesizedStack): readonly Use[] {
  return statementsIn(estate, 'aws_iam_role_policy')
    .filter(({ resource, effect }) => resource.stack === stack && effect === 'Allow')
    .flatMap((statement) => {
      const by = serviceOf(statement);
      if (by === undefined) return [];
      return statement.resources.flatMap((arn) => {
        const thing = thingOf(arn);
        return thing === undefined ? [] : [{ thing, by }];
      });
    });
}

const asText = (uses: readonly Use[]) => new Set(uses.map(({ thing, by }) => `${by} ${thing}`));

function violationsOf(estate: Estate, stack: SynthesizedStack): readonly string[] {
  const [designed, granted] = [asText(designedUses(stack)), asText(grantedUses(estate, stack))];
  const accounts = resourcesIn(stack, 'aws_eks_pod_identity_association')
    .filter(({ arguments: { namespace } }) => namespace === 'shop')
    .map(({ arguments: { service_account: account } }) => String(account));
  return [
    ...[...designed].filter((use) => !granted.has(use)).map((use) => `${stack.id}: may not use what it should: ${use}`),
    ...[...granted].filter((use) => !designed.has(use)).map((use) => `${stack.id}: may use what it should not: ${use}`),
    ...serviceNames
      .filter((name) => accounts.filter((account) => account === name).length !== 1)
      .map((name) => `${stack.id}: pods of ${name} have no role, or two`),
  ];
}

const policyOf = (estate: Estate, service: ServiceName) =>
  statementsIn(estate, 'aws_iam_role_policy').find((statement) => serviceOf(statement) === service)!.resource;

export const policy: Policy = {
  guarantee:
    'each table, queue, topic, stream and bucket is used by the services that the topology names, by their roles',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'cluster');
    return stacks.length === 0 ? ['no cluster stack'] : stacks.flatMap((stack) => violationsOf(estate, stack));
  },
  mutations: [
    {
      title: 'gives the cart the sessions',
      apply(estate) {
        const { arguments: given } = policyOf(estate, 'cart');
        given.policy = String(given.policy).replaceAll('-carts', '-sessions');
      },
    },
    {
      title: "takes the order service's queue away",
      apply(estate) {
        const { arguments: given } = policyOf(estate, 'order');
        given.policy = String(given.policy).replaceAll('-order-events"', '-nothing"');
      },
    },
    {
      title: 'leaves the pods of a service without a role',
      apply(estate) {
        const [stack] = stacksNamed(estate, 'cluster');
        const associations = stack!.json.resource.aws_eks_pod_identity_association!;
        delete associations[Object.keys(associations).find((name) => name.startsWith('service-payment'))!];
      },
    },
  ],
};
