import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument } from '../policy-document/policy-document.ts';
import { tlsOnly } from '../policy-document/tls-only.ts';

export interface AlarmTopicProps {
  readonly name: string;
  readonly account: string;
  /** Its policy must let CloudWatch and rules of EventBridge write, or alarms ring unheard. */
  readonly keyArn: string;
  /** Somebody there must confirm the subscription once, from a mail of AWS. */
  readonly email: string;
  /** The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/** Where everything that somebody should know of is told, and to whom. */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, account, keyArn, email, provider }: AlarmTopicProps) {
    super(scope, id);
    const placed = provider === undefined ? {} : { provider };
    const topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: keyArn, ...placed });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([
        tlsOnly(['sns:Publish'], [topic.arn]),
        {
          sid: 'AlarmsOfThisAccount',
          principals: { Service: ['cloudwatch.amazonaws.com'] },
          actions: ['sns:Publish'],
          resources: [topic.arn],
          conditions: { StringEquals: { 'aws:SourceAccount': account } },
        },
        {
          // Without a condition, as for the key: see `eventRulesMayWrite`.
          sid: 'RulesOfEventBridge',
          principals: { Service: ['events.amazonaws.com'] },
          actions: ['sns:Publish'],
          resources: [topic.arn],
        },
      ]),
      ...placed,
    });
    new SnsTopicSubscription(this, 'email', { topicArn: topic.arn, protocol: 'email', endpoint: email, ...placed });
    this.arn = topic.arn;
  }
}
