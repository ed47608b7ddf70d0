import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import type { Subscription } from '@evermart/contracts/topology';
import type { ITerraformDependable, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface EventSubscriptionProps {
  readonly topicArn: string;
  /** Its policy must admit the topic, and its key SNS (`serviceMayWrite`); it may be in another region than the topic. */
  readonly queueArn: string;
  /** What passes. SNS compares message attributes, which the services' publisher sets. */
  readonly passes: Pick<Subscription, 'types' | 'settledBy'>;
  /**
   * Gets what SNS can't deliver, in the topic's region; its policy must admit the topic too. Left out, SNS drops a
   * message that the queue refuses; while a queue is only out of reach it tries for 23 days either way.
   * Source: Amazon SNS Developer Guide, "Message delivery retries".
   */
  readonly deadLetterQueueArn?: string;
  /** One for the topic's region. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
  /** What must stand before the first message comes, e.g. the queue's policy. Nothing if left out. */
  readonly after?: readonly ITerraformDependable[];
}

/** Lets events of a topic into a queue: the event itself (raw), and only the types that the consumer asked for. */
export class EventSubscription extends Construct {
  constructor(scope: Construct, id: string, props: EventSubscriptionProps) {
    super(scope, id);
    const { topicArn, queueArn, passes, deadLetterQueueArn, provider, after = [] } = props;
    if (passes.types.length === 0) throw new Error(`${this.node.path}: name the event types that pass`);
    new SnsTopicSubscription(this, 'subscription', {
      topicArn,
      protocol: 'sqs',
      endpoint: queueArn,
      rawMessageDelivery: true,
      filterPolicyScope: 'MessageAttributes',
      filterPolicy: filterPolicyOf(passes),
      ...(deadLetterQueueArn === undefined
        ? {}
        : { redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueueArn }) }),
      ...(provider === undefined ? {} : { provider }),
      dependsOn: [...after],
    });
  }
}

/** As the local platform writes it. */
export function filterPolicyOf({ types, settledBy }: EventSubscriptionProps['passes']): string {
  return JSON.stringify(settledBy === undefined ? { type: types } : { type: types, settledBy });
}
