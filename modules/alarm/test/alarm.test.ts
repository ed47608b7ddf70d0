import { expect } from 'chai';
import { valuesAt } from '../../../test/stacks/arguments.ts';
import { combined, metricsOf } from '../../metric/metric.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Alarm } from '../alarm.ts';
import type { AlarmSpec } from '../alarm-spec.ts';
import { CompositeAlarm } from '../composite-alarm.ts';

const queue = metricsOf('AWS/SQS', { QueueName: 'evermart-dev-order-events' });
const topicArn = 'arn:aws:sns:eu-west-1:111111111111:evermart-dev-alarms';

const spec: AlarmSpec = {
  name: 'queue-delayed',
  subject: 'order-events',
  symptom: 'The oldest event has waited for more than 5 minutes.',
  signal: queue('ApproximateAgeOfOldestMessage', 'Maximum'),
  is: 'above',
  threshold: 300,
  periodSeconds: 60,
  bad: { periods: 3, of: 5 },
  silence: 'fine',
};

const alarm = (more: Partial<AlarmSpec> = {}) =>
  resourcesOf(
    (stack) =>
      new Alarm(stack, 'alarm', {
        alarmName: 'evermart-dev-queue-delayed-order-events',
        spec: { ...spec, ...more },
        topicArn,
        repository: 'evermart/evermart',
      }),
  ).only('aws_cloudwatch_metric_alarm');

describe('an alarm', () => {
  it('says what is the matter, and where to read what to do', () => {
    expect(alarm().alarm_description).to.equal(
      'The oldest event has waited for more than 5 minutes. Runbook: https://github.com/evermart/evermart/blob/main/docs/runbooks/queue-delayed.md',
    );
  });

  it('tells its topic when it rings and when it is over', () => {
    expect(alarm()).to.deep.include({ alarm_actions: [topicArn], ok_actions: [topicArn] });
  });

  it('rings when so many of the last periods are bad', () => {
    expect(alarm()).to.include({
      comparison_operator: 'GreaterThanThreshold',
      datapoints_to_alarm: 3,
      evaluation_periods: 5,
      period: 60,
      statistic: 'Maximum',
    });
    expect(alarm({ is: 'below' }).comparison_operator).to.equal('LessThanThreshold');
    expect(alarm({ is: 'at least' }).comparison_operator).to.equal('GreaterThanOrEqualToThreshold');
  });

  it('takes silence as it is meant', () => {
    expect(alarm().treat_missing_data).to.equal('notBreaching');
    expect(alarm({ silence: 'bad' }).treat_missing_data).to.equal('breaching');
    expect(alarm({ silence: 'unknown' }).treat_missing_data).to.equal('ignore');
  });

  it('watches a percentile, a formula or a query', () => {
    const percentile = alarm({ signal: queue('Latency', 'p99') });
    const formula = alarm({ signal: combined('MAX', [queue('One', 'Sum'), queue('Two', 'Sum')]) });
    const query = alarm({ signal: { sql: 'SELECT SUM(ErrorPortAllocation) FROM "AWS/NATGateway"' } });

    expect(percentile).to.include({ extended_statistic: 'p99' }).and.not.have.property('statistic');
    expect(valuesAt(formula, 'metric_query.expression')).to.deep.equal(['MAX([m1, m2])']);
    expect(valuesAt(formula, 'metric_query.return_data')).to.deep.equal([true, false, false]);
    expect(valuesAt(query, 'metric_query.expression')).to.deep.equal([
      'SELECT SUM(ErrorPortAllocation) FROM "AWS/NATGateway"',
    ]);
  });

  for (const [what, wrong, message] of [
    ['more bad periods than there are', { bad: { periods: 4, of: 3 } }, 'can never be'],
    ['no bad period', { bad: { periods: 0, of: 3 } }, 'always, bad'],
    ['half a minute', { periodSeconds: 30 }, 'whole minutes'],
    ['more than a day', { periodSeconds: 3600, bad: { periods: 1, of: 25 } }, 'longer than a day'],
    ['a name that no file could have', { name: 'Queue delayed' }, 'lower case'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => alarm(wrong)).to.throw(message);
    });
  }
});

describe('a composite alarm', () => {
  const composite = (anyOf: readonly string[]) =>
    resourcesOf(
      (stack) =>
        new CompositeAlarm(stack, 'alarm', {
          alarmName: 'evermart-dev-shop-impaired',
          name: 'shop-impaired',
          symptom: 'Customers notice.',
          anyOf,
          topicArn,
          repository: 'evermart/evermart',
        }),
    ).only('aws_cloudwatch_composite_alarm');

  it('rings when any of its alarms does', () => {
    expect(composite(['one', 'two']).alarm_rule).to.equal('ALARM("one") OR ALARM("two")');
  });

  it('refuses to be another name for one alarm', () => {
    expect(() => composite(['one'])).to.throw('it is that alarm');
  });
});
