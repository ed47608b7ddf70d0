import { publishers, type Queue as QueueEntry, queues, topicOf } from '@evermart/contracts/topology';
import { EventSubscription } from '../../event-topic/event-subscription.ts';
import { EventTopic } from '../../event-topic/event-topic.ts';
import { Key } from '../../key/key.ts';
import { serviceMayWrite } from '../../key/key-statements.ts';
import { Queue } from '../../queue/queue.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/**
 * A topic for each publisher, a queue for each consumer, and who hears whom. The queue `search-events` admits the other
 * region's topics too, so that both regions' indexes stay warm; the stack `replication` subscribes it there.
 */
export function messaging(stack: EvermartStack): void {
  const { names } = stack;
  const { arn: keyArn } = new Key(stack, 'messages-key', {
    description: 'Events in topics and queues',
    alias: names.keyAlias('messages'),
    accountRoot: stack.arns.accountRoot(),
    statements: [serviceMayWrite('sns.amazonaws.com', stack.account)],
  });
  const topics = new Map(
    publishers.map(topicOf).map((topic) => {
      const { arn } = new EventTopic(stack, `topic-${topic}`, { name: names.topic(topic), keyArn });
      return [topic, arn] as const;
    }),
  );
  for (const entry of queues) {
    const queue = new Queue(stack, `queue-${entry.name}`, {
      name: names.queue(entry.name),
      deadLetterName: names.deadLetterQueue(entry.name),
      keyArn,
      visibilityTimeoutSeconds: entry.visibilityTimeoutSeconds,
      maxReceiveCount: entry.maxReceiveCount,
      topicArns: topicArnsOf(stack, entry),
    });
    for (const subscription of entry.subscriptions) {
      new EventSubscription(stack, `${subscription.topic}-to-${entry.name}`, {
        topicArn: topics.get(subscription.topic)!,
        queueArn: queue.arn,
        passes: subscription,
        deadLetterQueueArn: queue.deadLetterArn,
        after: queue.policies,
      });
    }
  }
}

function topicArnsOf(stack: EvermartStack, queue: QueueEntry): readonly string[] {
  const { region, otherRegion } = stack;
  const heard = queue.consumer === 'search' && otherRegion !== undefined ? [region, otherRegion] : [region];
  return heard.flatMap((place) => queue.subscriptions.map(({ topic }) => stack.arnsIn(place).topic(topic)));
}
