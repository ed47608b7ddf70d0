import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';
import { tlsOnly } from '../policy-document/tls-only.ts';

export interface QueueProps {
  readonly name: string;
  readonly deadLetterName: string;
  /** Whoever receives needs `kms:Decrypt` on it; its policy must let SNS encrypt (`serviceMayWrite`). */
  readonly keyArn: string;
  /** Longer than the consumer takes for a batch. */
  readonly visibilityTimeoutSeconds: number;
  /** Receives before a message moves to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** The topics that may send to it, in whichever region. None if left out. */
  readonly topicArns?: readonly string[];
}

const daySeconds = 24 * 60 * 60;
/** A consumer may be down over a long weekend. */
const retentionSeconds = 4 * daySeconds;
/**
 * The most that SQS keeps. It must be longer than the queue's own, because a message that moves keeps its age.
 * Source: Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS".
 */
const deadLetterRetentionSeconds = 14 * daySeconds;
/** The longest poll that SQS offers: fewer empty answers, so a smaller bill. */
const receiveWaitTimeSeconds = 20;

/** The queue of one consumer, with its dead-letter queue, which only this queue may redrive to. */
export class Queue extends Construct {
  readonly arn: string;
  readonly deadLetterArn: string;
  /** Subscribe after them: SNS drops what a queue's policy refuses. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    const { name, deadLetterName, keyArn, visibilityTimeoutSeconds, maxReceiveCount, topicArns = [] } = props;
    if (maxReceiveCount < 3) {
      throw new Error(`${name}: maxReceiveCount ${maxReceiveCount}: below 3, one restart of a consumer loses messages`);
    }
    const deadLetters = new SqsQueue(this, 'dead-letters', {
      name: deadLetterName,
      kmsMasterKeyId: keyArn,
      messageRetentionSeconds: deadLetterRetentionSeconds,
      receiveWaitTimeSeconds,
    });
    const queue = new SqsQueue(this, 'queue', {
      name,
      kmsMasterKeyId: keyArn,
      visibilityTimeoutSeconds,
      messageRetentionSeconds: retentionSeconds,
      receiveWaitTimeSeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }),
    });
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow', {
      queueUrl: deadLetters.url,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
    });
    this.policies = [
      new SqsQueuePolicy(this, 'policy', { queueUrl: queue.url, policy: policyOf(queue.arn, topicArns) }),
      new SqsQueuePolicy(this, 'dead-letters-policy', {
        queueUrl: deadLetters.url,
        policy: policyOf(deadLetters.arn, topicArns),
      }),
    ];
    this.arn = queue.arn;
    this.deadLetterArn = deadLetters.arn;
  }
}

function policyOf(queueArn: string, topicArns: readonly string[]): string {
  return policyDocument([
    tlsOnly(['sqs:*'], [queueArn]),
    ...(topicArns.length === 0 ? [] : [topicsMaySend(queueArn, topicArns)]),
  ]);
}

/** SNS sends as a service, so the role of the publisher plays no part: the topics are named. */
function topicsMaySend(queueArn: string, topicArns: readonly string[]): PolicyStatement {
  return {
    sid: 'TopicsMaySend',
    principals: { Service: ['sns.amazonaws.com'] },
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': topicArns } },
  };
}
