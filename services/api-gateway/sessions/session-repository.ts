import { createHash } from 'node:crypto';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { onTable } from '@evermart/kit/dynamo';
import { z } from 'zod';
import type { Session } from './session.ts';

const SessionItem = z.object({
  sessionId: z.string(),
  customerId: z.string(),
  username: z.string(),
  email: z.string(),
  name: z.string(),
  groups: z.array(z.string()),
  refreshToken: z.string(),
  checkedAtSeconds: z.number(),
  errands: z.array(z.enum(['cart-merge', 'profile'])),
  expiresAtSeconds: z.number(),
});

/** BatchWriteItem takes at most 25 requests. */
const maxBatch = 25;

export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Beside its sessions the table holds one item an account that lists them, so that all of them can be ended at once. */
const accountIdOf = (email: string) => `account:${createHash('sha256').update(email).digest('base64url')}`;

/** All access to the table `sessions`. Every method rejects with `dependency-unavailable` while it is away. */
export function createSessionRepository(dynamo: DynamoDBDocumentClient, tableName: string) {
  return {
    async find(sessionId: string): Promise<Session | undefined> {
      const { Item } = await onTable(() =>
        dynamo.send(new GetCommand({ TableName: tableName, Key: { sessionId }, ConsistentRead: true })),
      );
      return Item === undefined ? undefined : SessionItem.parse(Item);
    },
    async add(session: Session): Promise<void> {
      await onTable(() => dynamo.send(new PutCommand({ TableName: tableName, Item: session })));
      await listForAccount(session);
    },
    /** Writes what changed of a session that is still there; one that was ended meanwhile stays ended. */
    async refresh(session: Session): Promise<void> {
      await onTable(() =>
        dynamo.send(
          new PutCommand({ TableName: tableName, Item: session, ConditionExpression: 'attribute_exists(sessionId)' }),
        ),
      );
    },
    async end(sessionId: string): Promise<void> {
      await onTable(() => dynamo.send(new DeleteCommand({ TableName: tableName, Key: { sessionId } })));
    },
    /** Ends every session of an account: after a new password, nobody who knew the old one stays signed in. */
    async endAllOf(email: string): Promise<void> {
      const sessionIds = await sessionIdsOf(email);
      const keys = [accountIdOf(email), ...sessionIds];
      for (let start = 0; start < keys.length; start += maxBatch) {
        const requests = keys
          .slice(start, start + maxBatch)
          .map((sessionId) => ({ DeleteRequest: { Key: { sessionId } } }));
        await onTable(() => dynamo.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } })));
      }
    },
    /** Rejects when the table can't be read. */
    async check(): Promise<void> {
      await onTable(() => dynamo.send(new GetCommand({ TableName: tableName, Key: { sessionId: 'readiness' } })));
    },
  };

  async function listForAccount({ sessionId, email, expiresAtSeconds }: Session): Promise<void> {
    await onTable(() =>
      dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { sessionId: accountIdOf(email) },
          UpdateExpression: 'ADD sessionIds :ids SET expiresAtSeconds = :expires',
          ExpressionAttributeValues: { ':ids': new Set([sessionId]), ':expires': expiresAtSeconds },
        }),
      ),
    );
  }

  async function sessionIdsOf(email: string): Promise<string[]> {
    const { Item } = await onTable(() =>
      dynamo.send(
        new GetCommand({ TableName: tableName, Key: { sessionId: accountIdOf(email) }, ConsistentRead: true }),
      ),
    );
    return Item?.sessionIds instanceof Set ? [...Item.sessionIds].map(String) : [];
  }
}
export type SessionRepository = ReturnType<typeof createSessionRepository>;
