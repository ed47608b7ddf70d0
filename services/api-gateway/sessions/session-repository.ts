import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { onTable } from '@evermart/kit/dynamo';
import { unavailable } from '@evermart/kit/problem';
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
/** A table that is short of capacity leaves a part of a batch undone: it is asked again after these waits, then given up. */
const repeatAfterMs = [50, 100, 200, 400];

export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/**
 * Beside its sessions the table holds one item an account that lists them, so that all of them can be ended at once.
 * The provider tells an address as it was written at sign-up, a person as it comes to mind: the account is the same.
 */
const accountIdOf = (email: string) =>
  `account:${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`;

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
    /**
     * Ends every session of an account: after a new password, nobody who knew the old one stays signed in. They leave
     * the list last and by name: a repeat finds what a failure left, and a session that began meanwhile stays listed.
     */
    async endAllOf(email: string): Promise<void> {
      const sessionIds = await sessionIdsOf(email);
      for (let start = 0; start < sessionIds.length; start += maxBatch) {
        await deleteAll(sessionIds.slice(start, start + maxBatch));
      }
      if (sessionIds.length > 0) await unlist(email, sessionIds);
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

  async function unlist(email: string, sessionIds: readonly string[]): Promise<void> {
    await onTable(() =>
      dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { sessionId: accountIdOf(email) },
          UpdateExpression: 'DELETE sessionIds :ids',
          ExpressionAttributeValues: { ':ids': new Set(sessionIds) },
        }),
      ),
    );
  }

  /** @throws ServiceError `dependency-unavailable` when some are still there after every repeat */
  async function deleteAll(sessionIds: readonly string[]): Promise<void> {
    let left: BatchWriteCommandInput['RequestItems'] = {
      [tableName]: sessionIds.map((sessionId) => ({ DeleteRequest: { Key: { sessionId } } })),
    };
    for (const waitMs of [...repeatAfterMs, undefined]) {
      const { UnprocessedItems = {} } = await onTable(() => dynamo.send(new BatchWriteCommand({ RequestItems: left })));
      if (Object.keys(UnprocessedItems).length === 0) return;
      left = UnprocessedItems;
      if (waitMs !== undefined) await delay(waitMs);
    }
    throw unavailable('The store', new Error(`${left[tableName]?.length} sessions could not be ended`));
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
