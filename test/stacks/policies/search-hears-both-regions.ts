import { queues } from '@evermart/contracts/topology';
import type { Environment } from '../../../modules/environments/environment.ts';
import { namesOf } from '../../../modules/naming.ts';
import { type Estate, type Resource, resourcesIn, resourcesOf, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

interface Direction {
  readonly from: string;
  readonly to: string;
}

function directionsOf({ primary, standby }: Environment): readonly Direction[] {
  if (standby === undefined) return [];
  return [
    { from: primary.region, to: standby.region },
    { from: standby.region, to: primary.region },
  ];
}

const ofEnvironment = (estate: Estate, { name }: Environment, type: string): readonly Resource[] =>
  resourcesOf(estate, type).filter(({ stack }) => stack.environment.name === name);

/** The other region's index hears this region's events: a subscription here, and a queue policy there that lets it. */
function searchViolations(estate: Estate, environment: Environment, { from, to }: Direction): readonly string[] {
  const subscriptions = ofEnvironment(estate, environment, 'aws_sns_topic_subscription');
  const there = stacksNamed(estate, 'data').find(
    ({ environment: { name }, region }) => name === environment.name && region === to,
  );
  const policies = there === undefined ? [] : resourcesIn(there, 'aws_sqs_queue_policy');
  return queues
    .filter(({ consumer }) => consumer === 'search')
    .flatMap((queue) =>
      queue.subscriptions.flatMap(({ topic }) => {
        const topicArn = new RegExp(`:sns:${from}:[^"]*:${namesOf(environment.name, from).topic(topic)}`);
        const queueArn = new RegExp(`:sqs:${to}:[^"]*:${namesOf(environment.name, to).queue(queue.name)}$`);
        const as = `${environment.name}: ${topic} of ${from} to ${queue.name} of ${to}`;
        return [
          ...(subscriptions.some(
            ({ arguments: { topic_arn: source, endpoint } }) =>
              topicArn.test(String(source)) && queueArn.test(String(endpoint)),
          )
            ? []
            : [`${as}: no subscription`]),
          ...(policies.some(({ arguments: { policy } }) => topicArn.test(String(policy)))
            ? []
            : [`${as}: no policy lets it`]),
        ];
      }),
    );
}

export const policy: Policy = {
  guarantee: "each region's search hears the events of both regions",
  violationsIn(estate) {
    const pairs = estate.environments.filter(({ standby }) => standby !== undefined);
    return pairs.length === 0
      ? ['no environment with two regions']
      : pairs.flatMap((environment) =>
          directionsOf(environment).flatMap((direction) => searchViolations(estate, environment, direction)),
        );
  },
  mutations: [
    {
      title: "unsubscribes the standby's search from the primary",
      apply(estate) {
        const stack = stacksNamed(estate, 'replication')[0]!;
        stack.json.resource.aws_sns_topic_subscription = {};
      },
    },
    {
      title: "lets no other region's topic send to the search queue",
      apply(estate) {
        for (const { stack, arguments: queue } of resourcesOf(estate, 'aws_sqs_queue_policy')) {
          queue.policy = String(queue.policy).replaceAll(`:sns:${stack.environment.primary.region}:`, ':sns:');
        }
      },
    },
  ],
};
