import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '@evermart/kit/clock';
import { isConditionFailure, onTable } from '@evermart/kit/dynamo';
import { type CartState, emptyCart, type StoredLine } from './cart-state.ts';

/** A cart and the mark of the write that it was read after. */
export interface ReadCart {
  readonly cart: CartState;
  /** Absent while nothing is stored. */
  readonly revision: string | undefined;
}

export interface SaveMarks {
  readonly readRevision: string | undefined;
  /** The mark that this write leaves. */
  readonly revision: string;
}

export interface CartRepositoryOptions {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly guestDays: number;
  readonly customerDays: number;
  readonly clock?: Clock;
}

const secondsADay = 86_400;

/**
 * One item a cart. Every write sets a new random `revision` and is conditional on the one read (or on the version
 * claimed), so nobody overwrites what he has not seen, and a write whose answer was lost is recognised as one's own.
 * All methods throw ServiceError `dependency-unavailable` while the table can't be used.
 */
export function createCartRepository(options: CartRepositoryOptions) {
  const { dynamo, tableName, guestDays, customerDays, clock = systemClock } = options;

  return {
    async read(cartId: string): Promise<ReadCart> {
      const { Item } = await onTable(() =>
        dynamo.send(new GetCommand({ TableName: tableName, Key: { cartId }, ConsistentRead: true })),
      );
      if (Item === undefined) return { cart: emptyCart(cartId), revision: undefined };
      const { revision, expiresAtSeconds, ...stored } = Item;
      const cart = stored as CartState;
      // DynamoDB removes expired items within days, not at once.
      const expired = Number(expiresAtSeconds) * 1000 < clock.nowMs();
      return { cart: expired ? { ...emptyCart(cartId), version: cart.version } : cart, revision: String(revision) };
    },

    /** Whether the cart was still as it was read after `readRevision`. */
    async save(cart: CartState, { readRevision, revision }: SaveMarks): Promise<boolean> {
      const answer = await unlessSecond(() =>
        dynamo.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...cart, revision, expiresAtSeconds: expiryOf(cart.cartId) },
            ...(readRevision === undefined
              ? { ConditionExpression: 'attribute_not_exists(cartId)' }
              : { ConditionExpression: 'revision = :read', ExpressionAttributeValues: { ':read': readRevision } }),
          }),
        ),
      );
      return answer !== undefined;
    },

    /** Moves the lines into a claim in one write and answers them, if the cart has lines and is at that version. */
    async claim(cartId: string, checkoutId: string, version: number): Promise<StoredLine[] | undefined> {
      const answer = await unlessSecond(() =>
        dynamo.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { cartId },
            UpdateExpression:
              'SET claims.#checkout = #lines, #lines = :none, version = :next, revision = :revision, expiresAtSeconds = :expiry',
            ConditionExpression: 'version = :version AND size(#lines) > :zero AND expiresAtSeconds > :now',
            ExpressionAttributeNames: { '#checkout': checkoutId, '#lines': 'lines' },
            ExpressionAttributeValues: {
              ':none': [],
              ':zero': 0,
              ':version': version,
              ':next': version + 1,
              ':revision': randomUUID(),
              ':expiry': expiryOf(cartId),
              ':now': nowSeconds(),
            },
            ReturnValues: 'UPDATED_NEW',
          }),
        ),
      );
      return answer?.Attributes?.claims[checkoutId];
    },

    /** Forgets a claim, if there is one. The version stays: the lines that a shopper sees don't change. */
    async forgetClaim(cartId: string, checkoutId: string): Promise<void> {
      await unlessSecond(() =>
        dynamo.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { cartId },
            UpdateExpression: 'REMOVE claims.#checkout SET revision = :revision',
            ConditionExpression: 'attribute_exists(claims.#checkout)',
            ExpressionAttributeNames: { '#checkout': checkoutId },
            ExpressionAttributeValues: { ':revision': randomUUID() },
          }),
        ),
      );
    },

    /** Rejects when the table can't be read. */
    async ping(): Promise<void> {
      await dynamo.send(new GetCommand({ TableName: tableName, Key: { cartId: 'readiness' } }));
    },
  };

  /** `undefined` when the condition did not hold. */
  async function unlessSecond<Answer>(write: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await onTable(write);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  function nowSeconds(): number {
    return Math.floor(clock.nowMs() / 1000);
  }

  function expiryOf(cartId: string): number {
    const days = cartId.startsWith('customer:') ? customerDays : guestDays;
    return nowSeconds() + days * secondsADay;
  }
}
export type CartRepository = ReturnType<typeof createCartRepository>;
