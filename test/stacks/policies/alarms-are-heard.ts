import { type Estate, nameOf, type Resource, refersTo, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const alarmTypes = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'] as const;
const sources = { alarm: 'cloudwatch.amazonaws.com', rule: 'events.amazonaws.com' } as const;

/** What lets this service publish: the topic's policy and its key's. Either one alone is silence. */
function admits(topic: Resource, service: string): boolean {
  const policies = resourcesIn(topic.stack, 'aws_sns_topic_policy').filter(({ arguments: { arn } }) =>
    refersTo(arn, topic),
  );
  const keys = resourcesIn(topic.stack, 'aws_kms_key').filter((key) =>
    refersTo(topic.arguments.kms_master_key_id, key),
  );
  const names = ({ arguments: { policy } }: Resource) => String(policy).includes(`"${service}"`);
  return policies.length === 1 && keys.length === 1 && names(policies[0]!) && names(keys[0]!);
}

function heard(resource: Resource, actions: readonly unknown[], service: string): readonly string[] {
  const topics = resourcesIn(resource.stack, 'aws_sns_topic').filter((topic) =>
    actions.some((action) => refersTo(action, topic)),
  );
  const reachable = topics.filter(
    (topic) =>
      // CloudWatch and EventBridge publish to topics of their own region only.
      topic.arguments.provider === resource.arguments.provider &&
      admits(topic, service) &&
      resourcesIn(topic.stack, 'aws_sns_topic_subscription').some(
        ({ arguments: { topic_arn: arn, protocol } }) => refersTo(arn, topic) && protocol === 'email',
      ),
  );
  return reachable.length === 0 ? [`${nameOf(resource)} is heard by nobody`] : [];
}

function violationsIn(estate: Estate): readonly string[] {
  const alarms = alarmTypes.flatMap((type) => resourcesOf(estate, type));
  const rules = resourcesOf(estate, 'aws_cloudwatch_event_rule').filter(({ arguments: { description } }) =>
    String(description).includes('docs/runbooks/'),
  );
  return [
    ...(alarms.length === 0 || rules.length === 0 ? ['no alarm, or no rule'] : []),
    ...alarms.flatMap((alarm) => heard(alarm, valuesAt(alarm.arguments, 'alarm_actions'), sources.alarm)),
    ...alarms.flatMap((alarm) => heard(alarm, valuesAt(alarm.arguments, 'ok_actions'), sources.alarm)),
    ...rules.flatMap((rule) => {
      const targets = resourcesIn(rule.stack, 'aws_cloudwatch_event_target').filter(({ arguments: { rule: name } }) =>
        refersTo(name, rule),
      );
      return heard(
        rule,
        targets.map(({ arguments: { arn } }) => arn),
        sources.rule,
      );
    }),
  ];
}

const firstTopic = (estate: Estate) =>
  resourcesOf(estate, 'aws_sns_topic').find(({ arguments: { name } }) => String(name).endsWith('-alarms'))!;

export const policy: Policy = {
  guarantee: 'whatever rings reaches, in its own region, an encrypted topic that it may write to and somebody reads',
  violationsIn,
  mutations: [
    {
      title: "forgets CloudWatch in a topic's key",
      apply(estate) {
        const topic = firstTopic(estate);
        const key = resourcesIn(topic.stack, 'aws_kms_key').find((candidate) =>
          refersTo(topic.arguments.kms_master_key_id, candidate),
        )!;
        key.arguments.policy = String(key.arguments.policy).replace(sources.alarm, 'example.amazonaws.com');
      },
    },
    {
      title: "forgets EventBridge in a topic's policy",
      apply(estate) {
        const [policy] = resourcesIn(firstTopic(estate).stack, 'aws_sns_topic_policy');
        policy!.arguments.policy = String(policy!.arguments.policy).replace(sources.rule, 'example.amazonaws.com');
      },
    },
    {
      title: 'unsubscribes the mail',
      apply: (estate) => delete firstTopic(estate).stack.json.resource.aws_sns_topic_subscription,
    },
    {
      title: 'moves the alarms of the edge away from their topic',
      apply(estate) {
        const edge = resourcesOf(estate, 'aws_cloudwatch_metric_alarm').find(({ stack }) => stack.name === 'edge')!;
        delete edge.arguments.provider;
      },
    },
  ],
};
