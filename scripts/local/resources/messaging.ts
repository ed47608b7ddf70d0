import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PhysicalNames } from '@evermart/contracts/physical-names';
import { publishers, type Queue, queues, type Subscription, topicOf } from '@evermart/contracts/topology';
import { localClient } from './local-aws.ts';

const account = '000000000000';

export interface MessagingAddresses {
  topicArn(physicalName: string): string;
  queueUrl(physicalName: string): string;
}

export function messagingAddresses(endpoint: string, region: string): MessagingAddresses {
  return {
    topicArn: (name) => `arn:aws:sns:${region}:${account}:${name}`,
    queueUrl: (name) => `${endpoint}/${account}/${name}`,
  };
}

/** Creates topics, queues with their dead-letter queues, and subscriptions; what the topology no longer has is unsubscribed. */
export async function createMessaging(endpoint: string, region: string, names: PhysicalNames): Promise<void> {
  const sns = new SNSClient(localClient(endpoint, region));
  const sqs = new SQSClient(localClient(endpoint, region));
  const { topicArn } = messagingAddresses(endpoint, region);
  try {
    await Promise.all([
      ...publishers.map((publisher) => sns.send(new CreateTopicCommand({ Name: names.topic(topicOf(publisher)) }))),
      ...queues.map((queue) => createQueue(sqs, queue)),
    ]);
    await Promise.all(publishers.map((publisher) => subscribeQueues(topicOf(publisher))));
  } finally {
    sns.destroy();
    sqs.destroy();
  }

  async function createQueue(client: SQSClient, queue: Queue): Promise<void> {
    const deadLetterName = names.deadLetterQueue(queue.name);
    await client.send(new CreateQueueCommand({ QueueName: deadLetterName }));
    const attributes = {
      VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(deadLetterName),
        maxReceiveCount: queue.maxReceiveCount,
      }),
    };
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: names.queue(queue.name) }));
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
  }

  async function subscribeQueues(topic: Subscription['topic']): Promise<void> {
    const arn = topicArn(names.topic(topic));
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn }));
    const wanted = new Map(
      queues.flatMap((queue) =>
        queue.subscriptions
          .filter((subscription) => subscription.topic === topic)
          .map((subscription) => [queueArn(names.queue(queue.name)), subscription] as const),
      ),
    );
    for (const { Endpoint = '', SubscriptionArn } of Subscriptions) {
      const subscription = wanted.get(Endpoint);
      wanted.delete(Endpoint);
      if (subscription === undefined) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      else await update(SubscriptionArn, subscription);
    }
    for (const [endpointArn, subscription] of wanted) {
      const attributes = attributesOf(subscription);
      await sns.send(
        new SubscribeCommand({ TopicArn: arn, Protocol: 'sqs', Endpoint: endpointArn, Attributes: attributes }),
      );
    }
  }

  async function update(arn: string | undefined, subscription: Subscription): Promise<void> {
    for (const [name, value] of Object.entries(attributesOf(subscription))) {
      await sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn: arn, AttributeName: name, AttributeValue: value }),
      );
    }
  }

  function queueArn(name: string): string {
    return `arn:aws:sqs:${region}:${account}:${name}`;
  }
}

/** The consumer gets the event itself, and only the types that it asked for. */
function attributesOf({ types, settledBy }: Subscription): Record<string, string> {
  const policy = settledBy === undefined ? { type: types } : { type: types, settledBy };
  return { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify(policy) };
}
