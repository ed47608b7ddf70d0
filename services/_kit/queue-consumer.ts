import { ChangeMessageVisibilityBatchCommand, type Message, SQSClient } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import type { z } from 'zod';
import { awsHttpHandler } from './aws-http-handler.ts';
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
  /** How long a failed message rests before it comes again, by its receives so far. Default: 1, 2, 4, ... at most 30. */
  readonly retryDelaySeconds?: (receives: number, error: unknown) => number;
}

interface FailedMessage {
  readonly message: Message;
  readonly delaySeconds: number;
}

const maxRetryDelaySeconds = 30;
const failures = counter('evermart.queue.failures', 'Messages that a consumer could not handle');

/** Long-polls a queue, handles up to ten messages at once and deletes exactly those that were handled. */
export function startQueueConsumer<Event>(options: QueueConsumerOptions<Event>): { stop(): Promise<void> } {
  const { queueUrl, region, endpoint, logger, schema, handle, retryDelaySeconds = shortDelaySeconds } = options;
  const sqs = new SQSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    requestHandler: awsHttpHandler({ connectTimeoutMs: 500, answerTimeoutMs: 25_000 }),
  });
  let reportedError = false;
  let handling = false;
  let stopping = false;
  const consumer = Consumer.create({
    queueUrl,
    sqs,
    batchSize: 10,
    waitTimeSeconds: 10,
    authenticationErrorTimeout: 1_000,
    pollingCompleteWaitTimeMs: 5_000,
    messageSystemAttributeNames: ['ApproximateReceiveCount'],
    handleMessageBatch: async (messages) => {
      handling = true;
      const outcomes = await Promise.all(messages.map(handleOne));
      await comeAgain(outcomes.filter((outcome) => outcome !== undefined));
      return messages.filter((_message, index) => outcomes[index] === undefined);
    },
  });

  consumer.on('error', (error) => report(error));
  consumer.on('response_processed', () => {
    reportedError = false;
    handling = false;
  });
  consumer.start();

  return {
    stop: async () => {
      stopping = true;
      const stopped = new Promise<void>((resolve) => consumer.once('stopped', () => resolve()));
      // Aborting ends the long poll at once; it would also keep handled messages from being deleted.
      consumer.stop({ abort: !handling });
      await stopped;
      sqs.destroy();
    },
  };

  async function handleOne(message: Message): Promise<FailedMessage | undefined> {
    try {
      const event = schema.parse(JSON.parse(message.Body ?? ''));
      await runInContext({ requestId: `event-${message.MessageId}` }, () => handle(event));
      return undefined;
    } catch (error) {
      const receives = receivesOf(message);
      failures.add(1, { queue: queueUrl.split('/').at(-1) ?? queueUrl });
      logger.warn({
        event: 'queue.message-failed',
        messageId: message.MessageId,
        receives,
        err: error,
      });
      return { message, delaySeconds: retryDelaySeconds(receives, error) };
    }
  }

  /** Failed messages come back after a delay of their own, not after the visibility timeout. */
  async function comeAgain(failed: readonly FailedMessage[]): Promise<void> {
    if (failed.length === 0) return;
    const entries = failed.map(({ message, delaySeconds }, index) => ({
      Id: String(index),
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: delaySeconds,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries })).catch(report);
  }

  function report(error: Error): void {
    if (!reportedError && !stopping) logger.warn({ event: 'queue.unavailable', err: error });
    reportedError = true;
  }
}

function receivesOf(message: Message): number {
  return Number(message.Attributes?.ApproximateReceiveCount ?? 1);
}

/** 1, 2, 4, ... seconds: a short trouble heals before the dead-letter queue is reached. */
function shortDelaySeconds(receives: number): number {
  return Math.min(maxRetryDelaySeconds, 2 ** (receives - 1));
}
