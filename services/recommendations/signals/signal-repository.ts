import { randomUUID } from 'node:crypto';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '@evermart/kit/clock';
import { isConditionFailure, onTable } from '@evermart/kit/dynamo';
import { nothingPopular, type Popularity } from './popularity.ts';

export interface SignalRepositoryOptions {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly clock?: Clock;
}

/** Popularity as it was read, and the mark to write it back with. */
export interface StoredPopularity extends Popularity {
  /** Absent while nothing is stored. */
  readonly revision: string | undefined;
}

const secondsADay = 86_400;
/** Longer than an event can come again: dead letters are kept for 14 days, the outbox's window for 2. */
const eventDays = 16;
const interestDays = 30;
const pairDays = 180;
const popularKey = { scope: 'popular', item: 'top' };

/**
 * The table `recommendations`: `event:<id>` marks events that were counted, `with:<slug>` counts what was bought with it,
 * `visitor:<id>` lists what a visitor looked at by time, and `popular` is one item.
 * All methods throw ServiceError `dependency-unavailable` while the table can't be used.
 */
export function createSignalRepository({ dynamo, tableName, clock = systemClock }: SignalRepositoryOptions) {
  return {
    /** Whether the event comes for the first time. */
    claimEvent(eventId: string): Promise<boolean> {
      return putNew({ scope: `event:${eventId}`, item: 'counted', expiresAtSeconds: expiry(eventDays) });
    },

    /** Whether the interest is new: the same product at the same moment is the same event again. */
    recordInterest(visitorId: string, slug: string, time: string): Promise<boolean> {
      return putNew({ scope: `visitor:${visitorId}`, item: `${time}#${slug}`, expiresAtSeconds: expiry(interestDays) });
    },

    async countBoughtTogether(slug: string, other: string): Promise<void> {
      await onTable(() =>
        dynamo.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { scope: `with:${slug}`, item: other },
            UpdateExpression: 'ADD orders :one SET expiresAtSeconds = :expiry',
            ExpressionAttributeValues: { ':one': 1, ':expiry': expiry(pairDays) },
          }),
        ),
      );
    },

    /** Orders by the other product's slug. At most one page of a query, 1 MB: thousands of products. */
    async boughtTogether(slug: string): Promise<ReadonlyMap<string, number>> {
      const { Items = [] } = await onTable(() =>
        dynamo.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: '#scope = :scope',
            ExpressionAttributeNames: { '#scope': 'scope', '#item': 'item' },
            ExpressionAttributeValues: { ':scope': `with:${slug}` },
            ProjectionExpression: '#item, orders',
          }),
        ),
      );
      return new Map(Items.map(({ item, orders }) => [String(item), Number(orders)]));
    },

    /** Slugs, each once, the latest first. */
    async recentInterests(visitorId: string, limit: number): Promise<string[]> {
      const { Items = [] } = await onTable(() =>
        dynamo.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: '#scope = :scope',
            ExpressionAttributeNames: { '#scope': 'scope' },
            ExpressionAttributeValues: { ':scope': `visitor:${visitorId}` },
            ScanIndexForward: false,
            Limit: limit,
          }),
        ),
      );
      return [...new Set(Items.map(({ item }) => String(item).slice(String(item).indexOf('#') + 1)))];
    },

    async popularity(): Promise<StoredPopularity> {
      const { Item } = await onTable(() => dynamo.send(new GetCommand({ TableName: tableName, Key: popularKey })));
      if (Item === undefined) return { ...nothingPopular, revision: undefined };
      return { points: Item.points, asOfMs: Number(Item.asOfMs), revision: String(Item.revision) };
    },

    /** Whether it was still as it was read. */
    savePopularity({ points, asOfMs }: Popularity, readRevision: string | undefined): Promise<boolean> {
      return put(
        { ...popularKey, points, asOfMs, revision: randomUUID() },
        readRevision === undefined
          ? { ConditionExpression: 'attribute_not_exists(revision)' }
          : { ConditionExpression: 'revision = :read', ExpressionAttributeValues: { ':read': readRevision } },
      );
    },
  };

  function putNew(item: Record<string, unknown>): Promise<boolean> {
    return put(item, {
      ConditionExpression: 'attribute_not_exists(#scope)',
      ExpressionAttributeNames: { '#scope': 'scope' },
    });
  }

  /** Whether the condition held. */
  async function put(Item: Record<string, unknown>, condition: Condition): Promise<boolean> {
    try {
      await onTable(() => dynamo.send(new PutCommand({ TableName: tableName, Item, ...condition })));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  function expiry(days: number): number {
    return Math.floor(clock.nowMs() / 1000) + days * secondsADay;
  }
}
export type SignalRepository = ReturnType<typeof createSignalRepository>;

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, string>;
}
