import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { describedWith } from './runbook.ts';

export interface EventAlarmSpec {
  /** Its name, and its runbook's. */
  readonly name: string;
  readonly symptom: string;
  /** Which events of AWS ring. Source: Amazon EventBridge User Guide, "Event patterns". */
  readonly pattern: Readonly<Record<string, unknown>>;
}

export interface EventAlarmProps {
  readonly ruleName: string;
  readonly spec: EventAlarmSpec;
  readonly topicArn: string;
  /** `owner/name`: where the runbooks are read. */
  readonly repository: string;
  /** The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/** Rings once for an event of AWS that no metric tells of: a job that failed, a certificate that ends. */
export class EventAlarm extends Construct {
  constructor(scope: Construct, id: string, { ruleName, spec, topicArn, repository, provider }: EventAlarmProps) {
    super(scope, id);
    const placed = provider === undefined ? {} : { provider };
    const { name, symptom, pattern } = spec;
    const description = describedWith(repository, name, symptom);
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: ruleName,
      description,
      eventPattern: JSON.stringify(pattern),
      ...placed,
    });
    new CloudwatchEventTarget(this, 'topic', {
      rule: rule.name,
      arn: topicArn,
      inputTransformer: {
        inputPaths: { detail: '$.detail', region: '$.region', resources: '$.resources', time: '$.time' },
        inputTemplate: `${JSON.stringify(description)}\n"<time> <region> <resources>"\n"<detail>"`,
      },
      ...placed,
    });
  }
}
