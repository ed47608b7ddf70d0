import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmMetricQuery,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { Metric, Signal } from '../metric/metric.ts';
import { type AlarmSpec, alarmThing, longestEvaluationSeconds } from './alarm-spec.ts';
import { describedWith } from './runbook.ts';

export interface AlarmProps {
  readonly alarmName: string;
  readonly spec: AlarmSpec;
  /** Told when it rings and when it is over. */
  readonly topicArn: string;
  /** `owner/name`: where the runbooks are read. */
  readonly repository: string;
  /** The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

const operators = {
  above: 'GreaterThanThreshold',
  'at least': 'GreaterThanOrEqualToThreshold',
  below: 'LessThanThreshold',
} as const;
const silences = { fine: 'notBreaching', bad: 'breaching', unknown: 'ignore' } as const;

/** An alarm that names its runbook and tells a topic. */
export class Alarm extends Construct {
  readonly alarmName: string;

  constructor(scope: Construct, id: string, { alarmName, spec, topicArn, repository, provider }: AlarmProps) {
    super(scope, id);
    checkSpec(spec);
    const { name, symptom, signal, is, threshold, periodSeconds, bad, silence } = spec;
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName,
      alarmDescription: describedWith(repository, name, symptom),
      comparisonOperator: operators[is],
      threshold,
      evaluationPeriods: bad.of,
      datapointsToAlarm: bad.periods,
      treatMissingData: silences[silence],
      alarmActions: [topicArn],
      okActions: [topicArn],
      ...signalOf(signal, periodSeconds),
      ...(provider === undefined ? {} : { provider }),
    });
    this.alarmName = alarm.alarmName;
  }
}

function checkSpec(spec: AlarmSpec): void {
  const { periodSeconds, bad } = spec;
  const thing = alarmThing(spec);
  if (!/^[a-z][a-z0-9-]*$/.test(thing)) throw new Error(`Alarm "${thing}": lower case letters, digits and hyphens`);
  if (periodSeconds % 60 !== 0 || periodSeconds < 60) {
    throw new Error(`Alarm ${thing}: its period is ${periodSeconds} s; whole minutes`);
  }
  if (bad.periods < 1 || bad.periods > bad.of) {
    throw new Error(`Alarm ${thing}: ${bad.periods} of ${bad.of} periods can never be, or are always, bad`);
  }
  if (bad.of * periodSeconds > longestEvaluationSeconds) {
    throw new Error(`Alarm ${thing}: ${bad.of} periods of ${periodSeconds} s are longer than a day`);
  }
}

function signalOf(signal: Signal, period: number) {
  if ('namespace' in signal) {
    const { namespace, name: metricName, dimensions } = signal;
    return { namespace, metricName, dimensions: { ...dimensions }, period, ...statisticOf(signal) };
  }
  return { metricQuery: 'sql' in signal ? [queryOf(signal.sql, period)] : mathOf(signal, period) };
}

/** The alarm's own statistic is another argument where it is a percentile. */
const statisticOf = ({ statistic }: Metric) =>
  statistic.startsWith('p') ? { extendedStatistic: statistic } : { statistic };

const queryOf = (sql: string, period: number): CloudwatchMetricAlarmMetricQuery => ({
  id: 'found',
  expression: sql,
  period,
  returnData: true,
});

function mathOf({ expression, using }: Extract<Signal, { using: unknown }>, period: number) {
  return [
    { id: 'result', expression, label: 'result', returnData: true },
    ...Object.entries(using).map(([id, { namespace, name: metricName, dimensions, statistic: stat }]) => ({
      id,
      metric: { namespace, metricName, dimensions: { ...dimensions }, period, stat },
      returnData: false,
    })),
  ];
}
