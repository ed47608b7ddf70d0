import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument } from '../policy-document/policy-document.ts';
import { tlsOnly } from '../policy-document/tls-only.ts';

export interface EventTopicProps {
  readonly name: string;
  /** Whoever publishes needs `kms:GenerateDataKey*` and `kms:Decrypt` on it, beside `sns:Publish`. */
  readonly keyArn: string;
}

/**
 * The topic to which one service publishes. Its policy admits nobody: who may publish or subscribe is decided by the
 * roles of this account.
 */
export class EventTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, keyArn }: EventTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: keyArn });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([tlsOnly(['sns:Publish'], [topic.arn])]),
    });
    this.arn = topic.arn;
  }
}
