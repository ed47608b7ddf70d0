import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument } from '../policy-document/policy-document.ts';
import { tlsOnly } from '../policy-document/tls-only.ts';

export interface InterruptionQueueProps {
  /** Of the queue, and the beginning of the rules' names. */
  readonly name: string;
  readonly account: string;
  readonly partition: string;
  /** Its policy lets rules of EventBridge use it. */
  readonly keyArn: string;
}

/**
 * What EC2 and AWS Health announce of instances. Source: Karpenter documentation, "CloudFormation", interruption
 * handling.
 */
export const interruptionEvents = {
  health: { source: ['aws.health'], 'detail-type': ['AWS Health Event'] },
  spot: { source: ['aws.ec2'], 'detail-type': ['EC2 Spot Instance Interruption Warning'] },
  rebalance: { source: ['aws.ec2'], 'detail-type': ['EC2 Instance Rebalance Recommendation'] },
  'state-change': { source: ['aws.ec2'], 'detail-type': ['EC2 Instance State-change Notification'] },
} as const;

/** News of an instance is worth nothing after five minutes. */
const retentionSeconds = 300;

/**
 * Tells Karpenter that an instance will go away, so that it moves the pods before. It has no dead-letter queue: what
 * nobody read in time is outdated, and Karpenter sees the lost instance by itself.
 */
export class InterruptionQueue extends Construct {
  readonly arn: string;
  readonly queueName: string;

  constructor(scope: Construct, id: string, { name, account, partition, keyArn }: InterruptionQueueProps) {
    super(scope, id);
    const queue = new SqsQueue(this, 'queue', {
      name,
      messageRetentionSeconds: retentionSeconds,
      kmsMasterKeyId: keyArn,
    });
    new SqsQueuePolicy(this, 'policy', {
      queueUrl: queue.url,
      policy: policyDocument([
        {
          sid: 'EventBridgeMayWrite',
          principals: { Service: ['events.amazonaws.com'] },
          actions: ['sqs:SendMessage'],
          resources: [queue.arn],
          conditions: {
            ArnLike: { 'aws:SourceArn': `arn:${partition}:events:*:${account}:rule/${name}-*` },
          },
        },
        tlsOnly(['sqs:*'], [queue.arn]),
      ]),
    });
    for (const [event, pattern] of Object.entries(interruptionEvents)) {
      const rule = new CloudwatchEventRule(this, `${event}-rule`, {
        name: `${name}-${event}`,
        description: `Karpenter hears of ${event} events`,
        eventPattern: JSON.stringify(pattern),
      });
      new CloudwatchEventTarget(this, `${event}-target`, { rule: rule.name, arn: queue.arn, targetId: 'karpenter' });
    }
    this.arn = queue.arn;
    this.queueName = queue.name;
  }
}
