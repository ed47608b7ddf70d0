import { randomUUID } from 'node:crypto';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateScan,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { Clock } from '@evermart/kit/clock';
import { isConditionFailure, onTable } from '@evermart/kit/dynamo';
import type { Findings, JournalEntry, StepName, StepRecord } from './journal-entry.ts';

/** The worker's fence is older than the entry's: another worker has taken over, and this one must stop at once. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

export interface JournalOptions {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly leaseMs: number;
  readonly clock: Clock;
}

/** Open entries are spread over these partitions of the index. */
export const openShards = ['0', '1', '2', '3'] as const;
const openIndex = 'open-checkouts';

export type NewEntry = Omit<
  JournalEntry,
  'status' | 'steps' | 'fence' | 'leaseUntilMs' | 'leaseId' | 'attempts' | 'openShard' | 'dueAtMs'
>;

/** What one write changes. */
export interface Advance {
  readonly steps?: Readonly<Partial<Record<StepName, StepRecord>>>;
  readonly findings?: Findings;
  readonly status?: JournalEntry['status'];
  readonly failure?: JournalEntry['failure'];
  readonly request?: JournalEntry['request'];
  /** Events to add: a relay sends them, this process or another. */
  readonly events?: readonly CloudEvent[];
}

/**
 * All access to the table of checkouts. It uses no transaction, TTL or local index: a strongly consistent global
 * table has none. Every change after the first is conditional on the fence.
 */
export function createJournal({ dynamo, tableName: TableName, leaseMs, clock }: JournalOptions) {
  return { create, get, takeOver, advance, postpone, close, listDue, purge };

  /** Writes the first entry and leases it to the caller; `undefined` when the purchase is in the journal already. */
  async function create(entry: NewEntry): Promise<JournalEntry | undefined> {
    const leaseUntilMs = clock.nowMs() + leaseMs;
    const Item: JournalEntry = {
      ...entry,
      status: 'processing',
      steps: {},
      fence: 1,
      leaseUntilMs,
      leaseId: randomUUID(),
      attempts: 0,
      openShard: shardOf(entry.checkoutId),
      dueAtMs: leaseUntilMs,
    };
    try {
      await onTable(() =>
        dynamo.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(checkoutId)' })),
      );
      return Item;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return ownLease(entry.checkoutId, Item.leaseId);
    }
  }

  /** The client repeats a write whose answer got lost, and the repeat's condition fails on the first one's success. */
  async function ownLease(checkoutId: string, leaseId: string | undefined): Promise<JournalEntry | undefined> {
    const present = await get(checkoutId);
    return present !== undefined && present.leaseId === leaseId ? present : undefined;
  }

  async function get(checkoutId: string): Promise<JournalEntry | undefined> {
    const { Item } = await onTable(() =>
      dynamo.send(new GetCommand({ TableName, Key: { checkoutId }, ConsistentRead: true })),
    );
    return Item as JournalEntry | undefined;
  }

  /** Leases an entry whose lease ran out, with a higher fence; `undefined` while another worker holds it or when nothing is left to do. */
  async function takeOver(checkoutId: string): Promise<JournalEntry | undefined> {
    const nowMs = clock.nowMs();
    const leaseId = randomUUID();
    const { held, attributes } = await update(checkoutId, {
      UpdateExpression:
        'SET fence = fence + :one, leaseUntilMs = :until, leaseId = :lease, dueAtMs = :until, attempts = attempts + :one',
      ConditionExpression: 'attribute_exists(openShard) AND leaseUntilMs <= :now',
      ExpressionAttributeValues: { ':one': 1, ':until': nowMs + leaseMs, ':lease': leaseId, ':now': nowMs },
      ReturnValues: 'ALL_NEW',
    });
    return held ? (attributes as JournalEntry) : ownLease(checkoutId, leaseId);
  }

  /** Records progress and renews the lease; its place in the index stays, since moving it costs a second write. @throws LeaseLostError */
  async function advance(
    entry: JournalEntry,
    { steps = {}, findings = {}, events = [], ...rest }: Advance,
  ): Promise<JournalEntry> {
    const values: Record<string, unknown> = {
      ...rest,
      ...findings,
      ...(events.length === 0 ? {} : { outbox: [...entry.outbox, ...events] }),
      steps: { ...entry.steps, ...steps },
      leaseUntilMs: clock.nowMs() + leaseMs,
    };
    await setMembers(entry, values);
    return { ...entry, ...values } as JournalEntry;
  }

  /** Gives the lease back and asks for another try after `delayMs`. @throws LeaseLostError */
  async function postpone(entry: JournalEntry, delayMs: number): Promise<void> {
    await setMembers(entry, { leaseUntilMs: 0, dueAtMs: clock.nowMs() + delayMs });
  }

  /** Nothing is left to do: the events are sent, the entry leaves the index and stays as the answer to its key. @throws LeaseLostError */
  function close(entry: JournalEntry): Promise<void> {
    return underFence(entry, 'SET outbox = :none, leaseUntilMs = :zero REMOVE openShard, dueAtMs', {
      ':none': [],
      ':zero': 0,
    });
  }

  /** Ids of open purchases in a partition that nobody has worked on until their time. */
  async function listDue(shard: string, limit: number): Promise<string[]> {
    const { Items = [] } = await onTable(() =>
      dynamo.send(
        new QueryCommand({
          TableName,
          IndexName: openIndex,
          KeyConditionExpression: 'openShard = :shard AND dueAtMs <= :now',
          ExpressionAttributeValues: { ':shard': shard, ':now': clock.nowMs() },
          Limit: limit,
        }),
      ),
    );
    return Items.map((item) => String(item.checkoutId));
  }

  /** Deletes finished entries that were made before a time; returns how many. */
  async function purge(createdBefore: string): Promise<number> {
    const finished = 'attribute_not_exists(openShard) AND createdAt < :before';
    const values = { ':before': createdBefore };
    let purged = 0;
    const pages = paginateScan(
      { client: dynamo },
      { TableName, ProjectionExpression: 'checkoutId', FilterExpression: finished, ExpressionAttributeValues: values },
    );
    for await (const { Items = [] } of pages) {
      for (const { checkoutId } of Items) {
        const Key = { checkoutId };
        await dynamo.send(
          new DeleteCommand({ TableName, Key, ConditionExpression: finished, ExpressionAttributeValues: values }),
        );
        purged += 1;
      }
    }
    return purged;
  }

  function setMembers(entry: JournalEntry, members: Readonly<Record<string, unknown>>): Promise<void> {
    const present = Object.entries(members).filter(([, value]) => value !== undefined);
    return underFence(
      entry,
      `SET ${present.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
      Object.fromEntries(present.map(([name]) => [`#${name}`, name])),
    );
  }

  async function underFence(
    { checkoutId, fence }: JournalEntry,
    UpdateExpression: string,
    values: Readonly<Record<string, unknown>>,
    names?: Record<string, string>,
  ): Promise<void> {
    const { held } = await update(checkoutId, {
      UpdateExpression,
      ConditionExpression: 'fence = :fence',
      ExpressionAttributeValues: { ...values, ':fence': fence },
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    });
    if (!held) throw new LeaseLostError(`another worker holds ${checkoutId}`);
  }

  async function update(checkoutId: string, change: Omit<UpdateCommandInput, 'TableName' | 'Key'>) {
    try {
      const command = new UpdateCommand({ TableName, Key: { checkoutId }, ...change });
      const { Attributes } = await onTable(() => dynamo.send(command));
      return { held: true, attributes: Attributes };
    } catch (error) {
      if (isConditionFailure(error)) return { held: false, attributes: undefined };
      throw error;
    }
  }
}
export type Journal = ReturnType<typeof createJournal>;

function shardOf(checkoutId: string): string {
  return openShards[checkoutId.charCodeAt(checkoutId.length - 1) % openShards.length] ?? openShards[0];
}
