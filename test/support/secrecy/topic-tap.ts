import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Publisher, publishers, topicOf } from '@evermart/contracts/topology';
import { localClient } from '../../../scripts/local/resources/local-aws.ts';
import type { Shop } from '../shop.ts';
import type { Place } from './find-secrets.ts';

/** Hears everything that is published from now on: a queue of its own on every topic, without a filter. */
export async function tapTopics({ platform }: Pick<Shop, 'platform'>) {
  const { AWS_ENDPOINT_URL_SNS = '', AWS_REGION = '' } = platform.environment('order');
  const client = localClient(AWS_ENDPOINT_URL_SNS, AWS_REGION);
  const sns = new SNSClient(client);
  const sqs = new SQSClient(client);
  const heard: Place[] = [];
  const queues = await Promise.all(publishers.map(subscribe));

  return {
    /** All events so far. */
    async contents(): Promise<readonly Place[]> {
      for (const { name, url } of queues) heard.push(...(await drain(url)).map((text) => ({ name, text })));
      return heard;
    },
    close() {
      sns.destroy();
      sqs.destroy();
    },
  };

  async function subscribe(publisher: Publisher) {
    const topicArn = platform.environment(publisher).EVENTS_TOPIC_ARN;
    const queue = `tap-${publisher}`;
    const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: queue }));
    const endpoint = topicArn?.replace(':sns:', ':sqs:').replace(/[^:]+$/, queue);
    await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: endpoint }));
    return { name: `topic ${topicOf(publisher)}`, url };
  }

  async function drain(url: string): Promise<string[]> {
    const bodies: string[] = [];
    for (;;) {
      const receive = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await sqs.send(receive);
      if (Messages.length === 0) return bodies;
      bodies.push(...Messages.map(({ Body = '' }) => Body));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: Messages.map(entryOf) }));
    }
  }
}
export type TopicTap = Awaited<ReturnType<typeof tapTopics>>;

function entryOf({ ReceiptHandle }: Message, index: number) {
  return { Id: String(index), ReceiptHandle };
}
