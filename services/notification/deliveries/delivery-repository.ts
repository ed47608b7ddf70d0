import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '@evermart/kit/clock';
import { isConditionFailure, onTable } from '@evermart/kit/dynamo';

/** How a delivery ended: `skipped` had nobody to go to, `undeliverable` was refused by the recipient's mail system. */
export type Outcome = 'sent' | 'skipped' | 'undeliverable';

/** `begun` gives the right to send until the lease ends; `busy`: somebody else has it now. */
export type Beginning =
  | { readonly state: 'begun'; readonly attemptId: string }
  | { readonly state: 'busy' }
  | { readonly state: 'done' };

export interface DeliveryRepositoryOptions {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly leaseMs: number;
  readonly clock?: Clock;
}

/** Longer than events can come again: dead letters are kept for 14 days, the outbox's window for 2. */
const retentionSeconds = 90 * 86_400;

/**
 * One item a notification: what was sent and when, never to whom or what it said.
 * All methods throw ServiceError `dependency-unavailable` while the table can't be used.
 */
export function createDeliveryRepository({
  dynamo,
  tableName,
  leaseMs,
  clock = systemClock,
}: DeliveryRepositoryOptions) {
  return {
    /** Takes the notification, unless it is done or taken: one of many who ask at once succeeds. */
    async begin(notificationId: string, eventId: string): Promise<Beginning> {
      const attemptId = randomUUID();
      try {
        await onTable(() =>
          dynamo.send(
            new PutCommand({
              TableName: tableName,
              Item: {
                notificationId,
                eventId,
                status: 'sending',
                attemptId,
                leaseUntilMs: clock.nowMs() + leaseMs,
                beganAt: clock.nowIso(),
                expiresAtSeconds: Math.floor(clock.nowMs() / 1000) + retentionSeconds,
              },
              ConditionExpression:
                'attribute_not_exists(notificationId) OR (#status = :sending AND leaseUntilMs < :now)',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':sending': 'sending', ':now': clock.nowMs() },
            }),
          ),
        );
        return { state: 'begun', attemptId };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return present(notificationId, attemptId);
      }
    },

    /** Final, whoever has the lease by now: the mail is out. */
    async end(notificationId: string, outcome: Outcome): Promise<void> {
      await onTable(() =>
        dynamo.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { notificationId },
            UpdateExpression: 'SET #status = :outcome, endedAt = :now REMOVE leaseUntilMs, attemptId',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':outcome': outcome, ':now': clock.nowIso() },
          }),
        ),
      );
    },

    /** Gives the lease back after a failure, so that the next attempt needn't wait for its end. */
    async release(notificationId: string, attemptId: string): Promise<void> {
      try {
        await onTable(() =>
          dynamo.send(
            new UpdateCommand({
              TableName: tableName,
              Key: { notificationId },
              UpdateExpression: 'SET leaseUntilMs = :past',
              ConditionExpression: 'attemptId = :attempt',
              ExpressionAttributeValues: { ':past': 0, ':attempt': attemptId },
            }),
          ),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },

    async statusOf(notificationId: string): Promise<string | undefined> {
      return (await read(notificationId))?.status;
    },

    /** Rejects when the table can't be read. */
    async ping(): Promise<void> {
      await dynamo.send(new GetCommand({ TableName: tableName, Key: { notificationId: 'readiness' } }));
    },
  };

  /** A write whose answer was lost is repeated by the client and then fails on its own success. */
  async function present(notificationId: string, attemptId: string): Promise<Beginning> {
    const item = await read(notificationId);
    if (item?.attemptId === attemptId) return { state: 'begun', attemptId };
    return { state: item === undefined || item.status === 'sending' ? 'busy' : 'done' };
  }

  async function read(notificationId: string): Promise<{ status: string; attemptId?: string } | undefined> {
    const { Item } = await onTable(() =>
      dynamo.send(new GetCommand({ TableName: tableName, Key: { notificationId }, ConsistentRead: true })),
    );
    return Item === undefined ? undefined : { status: Item.status, attemptId: Item.attemptId };
  }
}
export type DeliveryRepository = ReturnType<typeof createDeliveryRepository>;
