import { queues } from '@evermart/contracts/topology';
import { namesOf } from '../../../modules/naming.ts';
import { nameOf, type Resource, refersTo, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { setAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** The physical name at the end of an ARN, or of what the ARN is taken from. */
function nameAt(arn: unknown, subscription: Resource, type: string): string {
  const made = resourcesIn(subscription.stack, type).find((candidate) => refersTo(arn, candidate));
  return String(made === undefined ? arn : made.arguments.name)
    .split(':')
    .at(-1)!;
}

function violationsOf(subscription: Resource): readonly string[] {
  const { arguments: given, stack } = subscription;
  const names = namesOf(stack.environment.name, stack.region);
  const endpoint = nameAt(given.endpoint, subscription, 'aws_sqs_queue');
  const source = nameAt(given.topic_arn, subscription, 'aws_sns_topic');
  const wanted = queues
    .filter(({ name }) => names.queue(name) === endpoint)
    .flatMap(({ subscriptions }) => subscriptions)
    .find(({ topic }) => names.topic(topic) === source);
  if (wanted === undefined) return [`${nameOf(subscription)}: the topology has no way from ${source} to ${endpoint}`];
  const filter = JSON.parse(String(given.filter_policy ?? '{}')) as { type?: readonly string[] };
  return JSON.stringify(filter.type) === JSON.stringify(wanted.types)
    ? []
    : [`${nameOf(subscription)} lets through ${JSON.stringify(filter.type)}, not ${JSON.stringify(wanted.types)}`];
}

const toQueues = ({ arguments: given }: Resource) => given.protocol === 'sqs';

export const policy: Policy = {
  guarantee: "a queue gets the events that the topology says, from its own region's topics and the other's",
  violationsIn(estate) {
    const subscriptions = resourcesOf(estate, 'aws_sns_topic_subscription').filter(toQueues);
    return subscriptions.length === 0 ? ['no subscription'] : subscriptions.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'lets every event through',
      apply: (estate) =>
        setAt(resourcesOf(estate, 'aws_sns_topic_subscription').find(toQueues)!.arguments, 'filter_policy', undefined),
    },
    {
      title: 'listens to a topic that is not meant',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_sns_topic_subscription').find(toQueues)!.arguments,
          'topic_arn',
          'arn:aws:sns:eu-west-1:0:evermart-dev-nothing-events',
        ),
    },
  ],
};
