import { queues } from '@evermart/contracts/topology';
import { namesOf } from '../../../modules/naming.ts';
import { resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import { valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** The alarms that watch a metric of a queue. */
const watching = (stack: SynthesizedStack, queueName: string, metric: string) =>
  resourcesIn(stack, 'aws_cloudwatch_metric_alarm').filter(
    ({ arguments: found }) =>
      found.metric_name === metric &&
      valuesAt(found, 'dimensions.QueueName').includes(queueName) &&
      found.threshold !== undefined,
  );

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const names = namesOf(stack.environment.name, stack.region);
  return queues.flatMap(({ name }) => [
    ...(watching(stack, names.deadLetterQueue(name), 'ApproximateNumberOfMessagesVisible').some(
      ({ arguments: found }) => found.threshold === 0,
    )
      ? []
      : [`${stack.id}: nobody hears of the first dead letter of ${name}`]),
    ...(watching(stack, names.queue(name), 'ApproximateAgeOfOldestMessage').length > 0
      ? []
      : [`${stack.id}: nobody hears that ${name} is not worked off`]),
  ]);
}

export const policy: Policy = {
  guarantee: "every queue's first dead letter rings, and so does an event that waits too long",
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'observability');
    return [...(stacks.length === 0 ? ['no observability stack'] : []), ...stacks.flatMap(violationsOf)];
  },
  mutations: [
    {
      title: 'lets a dead letter lie until there are ten',
      apply(estate) {
        const [stack] = stacksNamed(estate, 'observability');
        const [alarm] = resourcesIn(stack!, 'aws_cloudwatch_metric_alarm').filter(({ arguments: found }) =>
          String(found.alarm_name).includes('dead-letters'),
        );
        alarm!.arguments.threshold = 10;
      },
    },
    {
      title: 'watches a queue that does not exist',
      apply(estate) {
        const [stack] = stacksNamed(estate, 'observability');
        const [alarm] = resourcesIn(stack!, 'aws_cloudwatch_metric_alarm').filter(({ arguments: found }) =>
          String(found.alarm_name).includes('queue-delayed'),
        );
        alarm!.arguments.dimensions = { QueueName: 'another' };
      },
    },
  ],
};
