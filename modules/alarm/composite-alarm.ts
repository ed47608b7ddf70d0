import { CloudwatchCompositeAlarm } from '@cdktf/provider-aws/lib/cloudwatch-composite-alarm/index.js';
import { Construct } from 'constructs';
import { describedWith } from './runbook.ts';

export interface CompositeAlarmProps {
  readonly alarmName: string;
  /** Its runbook's name. */
  readonly name: string;
  readonly symptom: string;
  /** Names of the alarms of which one is enough. */
  readonly anyOf: readonly string[];
  readonly topicArn: string;
  readonly repository: string;
}

/** One alarm for several that mean the same to customers: what a pager subscribes to. */
export class CompositeAlarm extends Construct {
  constructor(scope: Construct, id: string, props: CompositeAlarmProps) {
    super(scope, id);
    const { alarmName, name, symptom, anyOf, topicArn, repository } = props;
    if (anyOf.length < 2) throw new Error(`Composite alarm ${name}: of one alarm it is that alarm`);
    new CloudwatchCompositeAlarm(this, 'alarm', {
      alarmName,
      alarmDescription: describedWith(repository, name, symptom),
      alarmRule: anyOf.map((alarm) => `ALARM("${alarm}")`).join(' OR '),
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
