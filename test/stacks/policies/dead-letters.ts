import { type Estate, nameOf, type Resource, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { setAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** The longest that SQS keeps a message: a dead letter waits for a person, over holidays too. */
const deadLettersAreKeptSeconds = 14 * 24 * 3600;

/** Interruptions of instances: two minutes later there is nothing to do about one any more. */
const momentary = /interruptions/;

const isDeadLetters = ({ arguments: given }: Resource) => String(given.name).endsWith('-dlq');

function queueViolations(queue: Resource): readonly string[] {
  const redrive = String(queue.arguments.redrive_policy ?? '');
  const target = resourcesIn(queue.stack, 'aws_sqs_queue').find(
    (candidate) => isDeadLetters(candidate) && redrive.includes(`\${${candidate.address}.arn}`),
  );
  return target === undefined || !/"maxReceiveCount":\d+/.test(redrive) ? [`${nameOf(queue)} has no dead letters`] : [];
}

function deadLetterViolations(estate: Estate, queue: Resource): readonly string[] {
  const { stack, arguments: given } = queue;
  const name = String(given.name);
  const watched = estate.stacks
    .filter(({ environment, region }) => environment.name === stack.environment.name && region === stack.region)
    .flatMap((near) => resourcesIn(near, 'aws_cloudwatch_metric_alarm'))
    .some(({ arguments: alarm }) => JSON.stringify(alarm).includes(`"${name}"`));
  return [
    ...(given.message_retention_seconds === deadLettersAreKeptSeconds
      ? []
      : [`${nameOf(queue)} forgets before 14 days`]),
    ...(watched ? [] : [`${nameOf(queue)} fills up and nobody hears of it`]),
  ];
}

const isWorking = (queue: Resource) => !isDeadLetters(queue) && !momentary.test(queue.address);

export const policy: Policy = {
  guarantee: 'every queue has dead letters that are kept for 14 days and watched by an alarm',
  violationsIn(estate) {
    const queues = resourcesOf(estate, 'aws_sqs_queue');
    return [
      ...(queues.length === 0 ? ['no queue'] : []),
      ...queues.filter(isWorking).flatMap(queueViolations),
      ...queues.filter(isDeadLetters).flatMap((queue) => deadLetterViolations(estate, queue)),
    ];
  },
  mutations: [
    {
      title: "takes a queue's dead letters away",
      apply: (estate) =>
        setAt(resourcesOf(estate, 'aws_sqs_queue').find(isWorking)!.arguments, 'redrive_policy', undefined),
    },
    {
      title: 'forgets dead letters after four days',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_sqs_queue').find(isDeadLetters)!.arguments,
          'message_retention_seconds',
          undefined,
        ),
    },
    {
      title: 'takes the alarms away',
      apply(estate) {
        for (const { json } of estate.stacks) delete json.resource.aws_cloudwatch_metric_alarm;
      },
    },
  ],
};
