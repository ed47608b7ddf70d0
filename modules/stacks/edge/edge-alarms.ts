import { Alarm } from '../../alarm/alarm.ts';
import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import { AlarmTopic } from '../../alarm/alarm-topic.ts';
import { EventAlarm } from '../../alarm/event-alarm.ts';
import type { Distribution } from '../../distribution/distribution.ts';
import type { DnsFailover } from '../../dns-failover/dns-failover.ts';
import { Key } from '../../key/key.ts';
import { eventRulesMayWrite, serviceMayWrite } from '../../key/key-statements.ts';
import { metricsOf } from '../../metric/metric.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import { certificateExpiring } from '../observability/event-alarms.ts';

/** Where CloudFront and Route 53 tell their metrics, and so where alarms on them, and the alarms' topic, must be. */
const usEast1 = 'us-east-1';

/** What belongs to no region: the edge as a whole, and which region serves. */
export function edgeAlarms(stack: EvermartStack, distribution: Distribution, failover: DnsFailover): void {
  const { names, account, environment } = stack;
  const { githubRepository: repository } = environment;
  const provider = stack.providerIn(usEast1);
  const key = new Key(stack, 'alarms-key', {
    description: 'Alarms of the edge',
    alias: names.keyAlias('edge-alarms'),
    accountRoot: stack.arns.accountRoot(),
    statements: [serviceMayWrite('cloudwatch.amazonaws.com', account), eventRulesMayWrite()],
    provider,
  });
  const { arn: topicArn } = new AlarmTopic(stack, 'alarms-topic', {
    name: names.of('topic', 'edge-alarms'),
    account,
    keyArn: key.arn,
    email: environment.alertEmail,
    provider,
  });
  for (const spec of specs(distribution, failover)) {
    const alarmName = names.of('alarm', spec.name);
    new Alarm(stack, `alarm-${spec.name}`, { alarmName, spec, topicArn, repository, provider });
  }
  new EventAlarm(stack, `event-${certificateExpiring.name}`, {
    ruleName: names.of('eventRule', certificateExpiring.name),
    spec: certificateExpiring,
    topicArn,
    repository,
    provider,
  });
}

function specs({ distributionId }: Distribution, { healthCheckId }: DnsFailover): readonly AlarmSpec[] {
  const edge = metricsOf('AWS/CloudFront', { DistributionId: distributionId, Region: 'Global' });
  return [
    {
      name: 'edge-errors',
      symptom: 'More than 2 % of all requests at the edge are answered with a 5xx.',
      signal: edge('5xxErrorRate', 'Average'),
      is: 'above',
      threshold: 2,
      periodSeconds: minutes(1),
      bad: { periods: 5, of: 5 },
      silence: 'fine',
    },
    // Without a standby no health check decides anything.
    ...(healthCheckId === undefined
      ? []
      : [
          {
            name: 'region-failed-over',
            symptom: 'Customers are led to the standby: the primary is not ready, or the standby takes over.',
            signal: metricsOf('AWS/Route53', { HealthCheckId: healthCheckId })('HealthCheckStatus', 'Minimum'),
            is: 'below',
            threshold: 1,
            periodSeconds: minutes(1),
            bad: { periods: 1, of: 1 },
            silence: 'bad',
          } as const,
        ]),
  ];
}
