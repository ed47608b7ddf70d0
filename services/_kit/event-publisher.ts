import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { awsHttpHandler } from './aws-http-handler.ts';

/** SNS takes at most 10 messages and 256 KiB in one PublishBatch, attributes included, for which 1 KiB a message is kept. */
const maxBatchEntries = 10;
const maxBatchBytes = 246 * 1024;

export interface EventPublisher {
  /** Sends all of them or rejects; a rejection may have sent some: consumers are idempotent by event id. */
  publish(events: readonly CloudEvent[]): Promise<void>;
  close(): void;
}

export function createEventPublisher(options: {
  topicArn: string;
  region: string;
  endpoint?: string | undefined;
}): EventPublisher {
  const { topicArn, region, endpoint } = options;
  const sns = new SNSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    requestHandler: awsHttpHandler({ connectTimeoutMs: 500, answerTimeoutMs: 5_000 }),
  });

  return {
    async publish(events) {
      for (const batch of batchesOf(events)) {
        const entries = batch.map(({ event, body }, index) => ({
          Id: String(index),
          Message: body,
          MessageAttributes: attributesOf(event),
        }));
        const { Failed = [] } = await sns.send(
          new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
        );
        const [failure] = Failed;
        if (failure !== undefined) throw new Error(`SNS refused an event: ${failure.Code} ${failure.Message}`);
      }
    },
    close: () => sns.destroy(),
  };
}

/** What filter policies see: the type, and how a payment was settled. */
function attributesOf(event: CloudEvent) {
  const settledBy = (event.data as { settledBy?: unknown } | undefined)?.settledBy;
  return {
    type: { DataType: 'String', StringValue: event.type },
    ...(typeof settledBy === 'string' ? { settledBy: { DataType: 'String', StringValue: settledBy } } : {}),
  };
}

function* batchesOf(events: readonly CloudEvent[]): Generator<{ event: CloudEvent; body: string }[]> {
  let batch: { event: CloudEvent; body: string }[] = [];
  let bytes = 0;
  for (const event of events) {
    const body = JSON.stringify(event);
    const size = Buffer.byteLength(body);
    if (batch.length === maxBatchEntries || (batch.length > 0 && bytes + size > maxBatchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ event, body });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
