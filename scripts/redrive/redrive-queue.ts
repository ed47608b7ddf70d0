import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface RedriveOptions {
  readonly sqs: SQSClient;
  readonly deadLetterQueueUrl: string;
  readonly queueUrl: string;
  /** Stops after about this many messages. Default: all that are there. */
  readonly max?: number;
  readonly onProgress?: (moved: number) => void;
}

const batchSize = 10;
/** Long enough to send ten messages; a message whose move is interrupted shows again after it. */
const visibilityTimeoutSeconds = 30;

/**
 * Moves messages from a dead-letter queue back to its queue, each sent before it is deleted: an interruption may send one
 * twice, which consumers bear, and loses none. (SQS has `StartMessageMoveTask` for the same; it moves back to the source
 * only, and emulators lack it.)
 *
 * @returns how many were moved
 */
export async function redriveQueue({
  sqs,
  deadLetterQueueUrl,
  queueUrl,
  max = Number.POSITIVE_INFINITY,
  onProgress,
}: RedriveOptions): Promise<number> {
  let moved = 0;
  while (moved < max) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetterQueueUrl,
        MaxNumberOfMessages: Math.min(batchSize, max - moved),
        MessageAttributeNames: ['All'],
        VisibilityTimeout: visibilityTimeoutSeconds,
        WaitTimeSeconds: 1,
      }),
    );
    if (Messages.length === 0) return moved;
    moved += await moveBatch(sqs, deadLetterQueueUrl, queueUrl, Messages);
    onProgress?.(moved);
  }
  return moved;
}

async function moveBatch(sqs: SQSClient, from: string, to: string, messages: readonly Message[]): Promise<number> {
  const { Successful = [], Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: to,
      Entries: messages.map(({ Body, MessageAttributes }, index) => ({
        Id: String(index),
        MessageBody: Body ?? '',
        ...(MessageAttributes === undefined ? {} : { MessageAttributes }),
      })),
    }),
  );
  const sent = Successful.map(({ Id }) => messages[Number(Id)]);
  await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: from,
      Entries: sent.map((message, index) => ({ Id: String(index), ReceiptHandle: message?.ReceiptHandle })),
    }),
  );
  const [failure] = Failed;
  if (failure !== undefined) throw new Error(`the queue refused a message: ${failure.Code} ${failure.Message}`);
  return sent.length;
}

/** Messages waiting in a queue, about: SQS counts approximately. */
export async function depthOf(sqs: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes.ApproximateNumberOfMessages ?? 0);
}
