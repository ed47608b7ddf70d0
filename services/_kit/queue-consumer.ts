import { ChangeMessageVisibilityBatchCommand, type Message, SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Consumer } from 'sqs-consumer';
import type { z } from 'zod';
import type { Logger } from './log.ts';
import { runInContext } from './request-context.ts';
import { counter } from './telemetry.ts';

export interface QueueConsumerOptions<Event> {
  readonly queueUrl: string;
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly logger: Logger;
  /** Every event the queue's filter lets through: a discriminated union by `type`. */
  readonly schema: z.ZodType<Event>;
  /** Idempotent by event id, indifferent to order. A rejection leaves the message to be received again, in the end by the dead-letter queue. */
  readonly handle: (event: Event) => Promise<void>;
}

const maxRetryDelaySeconds = 30;
const failures = counter('evermart.queue.failures', 'Messages that a consumer could not handle');

/** Long-polls a queue, handles up to ten messages at once and deletes exactly those that were handled. */
export function startQueueConsumer<Event>(options: QueueConsumerOptions<Event>): { stop(): Promise<void> } {
  const { queueUrl, region, endpoint, logger, schema, handle } = options;
  const sqs = new SQSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 500,
      requestTimeout: 25_000,
      throwOnRequestTimeout: true,
    }),
  });
  const consumer = Consumer.create({
    queueUrl,
    sqs,
    batchSize: 10,
    waitTimeSeconds: 10,
    authenticationErrorTimeout: 1_000,
    pollingCompleteWaitTimeMs: 5_000,
    messageSystemAttributeNames: ['ApproximateReceiveCount'],
    handleMessageBatch: async (messages) => {
      const outcomes = await Promise.all(messages.map(handleOne));
      await retrySoon(messages.filter((_message, index) => !outcomes[index]));
      return messages.filter((_message, index) => outcomes[index]);
    },
  });

  let reportedError = false;
  consumer.on('error', (error) => report(error));
  consumer.on('response_processed', () => {
    reportedError = false;
  });
  consumer.start();

  return {
    stop: async () => {
      const stopped = new Promise<void>((resolve) => consumer.once('stopped', () => resolve()));
      consumer.stop({ abort: true });
      await stopped;
      sqs.destroy();
    },
  };

  async function handleOne(message: Message): Promise<boolean> {
    try {
      const event = schema.parse(JSON.parse(message.Body ?? ''));
      await runInContext({ requestId: `event-${message.MessageId}` }, () => handle(event));
      return true;
    } catch (error) {
      failures.add(1, { queue: queueUrl.split('/').at(-1) ?? queueUrl });
      logger.warn({
        event: 'queue.message-failed',
        messageId: message.MessageId,
        receives: receivesOf(message),
        err: error,
      });
      return false;
    }
  }

  /** Failed messages come back after a short delay, not after the whole visibility timeout. */
  async function retrySoon(failed: readonly Message[]): Promise<void> {
    if (failed.length === 0) return;
    const entries = failed.map((message, index) => ({
      Id: String(index),
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: retryDelaySeconds(message),
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries })).catch(report);
  }

  function report(error: Error): void {
    if (!reportedError) logger.warn({ event: 'queue.unavailable', err: error });
    reportedError = true;
  }
}

function receivesOf(message: Message | undefined): number {
  return Number(message?.Attributes?.ApproximateReceiveCount ?? 1);
}

/** 1, 2, 4, ... seconds: a short trouble heals before the dead-letter queue is reached. */
function retryDelaySeconds(message: Message | undefined): number {
  return Math.min(maxRetryDelaySeconds, 2 ** (receivesOf(message) - 1));
}
