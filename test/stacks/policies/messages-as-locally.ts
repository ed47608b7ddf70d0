import { publishers, queues, type Subscription, topicOf } from '@evermart/contracts/topology';
import { namesOf } from '../../../modules/naming.ts';
import {
  type Estate,
  type Resource,
  refersTo,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const namesIn = ({ environment, region }: SynthesizedStack) => namesOf(environment.name, region);

/** As the local platform sets it: what passes here passes there. */
const filterOf = ({ types, settledBy }: Subscription) =>
  JSON.stringify(settledBy === undefined ? { type: types } : { type: types, settledBy });

const byName = (stack: SynthesizedStack, type: string, name: string): Resource | undefined =>
  resourcesIn(stack, type).find((resource) => resource.arguments.name === name);

function queueViolationsIn(stack: SynthesizedStack): readonly string[] {
  const names = namesIn(stack);
  return queues.flatMap((entry) => {
    const queue = byName(stack, 'aws_sqs_queue', names.queue(entry.name));
    const deadLetters = byName(stack, 'aws_sqs_queue', names.deadLetterQueue(entry.name));
    if (queue === undefined || deadLetters === undefined) return [`${stack.id}: no ${entry.name} with dead letters`];
    const closed = resourcesIn(stack, 'aws_sqs_queue_redrive_allow_policy').some(
      ({ arguments: { queue_url: url, redrive_allow_policy: policy } }) =>
        refersTo(url, deadLetters) && refersTo(policy, queue),
    );
    return [
      ...(closed ? [] : [`${stack.id}: anyone may move to the dead letters of ${entry.name}`]),
      ...entry.subscriptions.flatMap((subscription) => subscriptionViolations(stack, queue, subscription)),
    ];
  });
}

function subscriptionViolations(stack: SynthesizedStack, queue: Resource, wanted: Subscription): readonly string[] {
  const topic = byName(stack, 'aws_sns_topic', namesIn(stack).topic(wanted.topic));
  const found = resourcesIn(stack, 'aws_sns_topic_subscription').find(
    ({ arguments: { endpoint, topic_arn: arn } }) => refersTo(endpoint, queue) && topic && refersTo(arn, topic),
  );
  const as = `${stack.id}: ${wanted.topic} to ${String(queue.arguments.name)}`;
  if (found === undefined) return [`${as}: no subscription`];
  const { filter_policy: filter, filter_policy_scope: scope, raw_message_delivery: raw } = found.arguments;
  return [
    ...(filter === filterOf(wanted) && scope === 'MessageAttributes' ? [] : [`${as}: another filter, ${filter}`]),
    ...(raw === true ? [] : [`${as}: not raw, so a consumer would find an envelope`]),
  ];
}

function topicViolationsIn(stack: SynthesizedStack): readonly string[] {
  const names = namesIn(stack);
  const wanted = publishers.map((publisher) => names.topic(topicOf(publisher)));
  const missing = wanted.filter((name) => byName(stack, 'aws_sns_topic', name) === undefined);
  return missing.map((name) => `${stack.id}: no topic ${name}`);
}

const some = (estate: Estate, type: string) => resourcesOf(estate, type).find(({ stack }) => stack.name === 'data')!;

export const policy: Policy = {
  guarantee: 'what passes from a topic to a queue passes in a local start too, and in the same form',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'data');
    return stacks.length === 0
      ? ['no data stack']
      : stacks.flatMap((stack) => [...topicViolationsIn(stack), ...queueViolationsIn(stack)]);
  },
  mutations: [
    {
      title: 'lets every event through',
      apply(estate) {
        some(estate, 'aws_sns_topic_subscription').arguments.filter_policy = '{}';
      },
    },
    {
      title: 'compares bodies instead of attributes',
      apply(estate) {
        some(estate, 'aws_sns_topic_subscription').arguments.filter_policy_scope = 'MessageBody';
      },
    },
    {
      title: 'wraps events in an envelope',
      apply(estate) {
        some(estate, 'aws_sns_topic_subscription').arguments.raw_message_delivery = false;
      },
    },
    {
      title: 'removes a topic',
      apply(estate) {
        const { stack, address } = some(estate, 'aws_sns_topic');
        delete stack.json.resource.aws_sns_topic?.[address.split('.')[1]!];
      },
    },
    {
      title: 'lets any queue move to the dead letters',
      apply(estate) {
        some(estate, 'aws_sqs_queue_redrive_allow_policy').arguments.redrive_allow_policy = '{}';
      },
    },
  ],
};
