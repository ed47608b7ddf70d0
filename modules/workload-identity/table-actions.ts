import type { TableName } from '@evermart/contracts/topology';

/**
 * What the owner of a table does with it; a test compares it with the commands in the services' code. A right that
 * nothing uses is one that only an intruder would use.
 */
export const tableActions: Readonly<Record<TableName, readonly string[]>> = {
  sessions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
  carts: ['GetItem', 'PutItem', 'UpdateItem'],
  // Scan: the purge of old entries, in place of the TTL that a strongly consistent table can't have.
  checkouts: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'],
  notifications: ['GetItem', 'PutItem', 'UpdateItem'],
  recommendations: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
};

/** These read an index, too. */
export const indexActions: readonly string[] = ['Query'];
