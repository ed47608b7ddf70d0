import { findDifferences } from '../audit/find-differences.ts';
import { readRecords } from '../audit/read-records.ts';
import type { Platform } from '../local/platform-options.ts';
import { shopAccessOf } from '../operator/shop-access.ts';
import type { OrderRow } from './run-bench.ts';

/**
 * Every order that was counted is in the order database, paid, and captured once in the provider's ledger.
 * @throws Error that names what is missing
 */
export async function assertOrdersKept(platform: Platform, rows: readonly OrderRow[]): Promise<void> {
  const records = await readRecords(shopAccessOf((service) => platform.environment(service)));
  const { differences, open } = findDifferences(records);
  const paid = new Set(records.orders.filter(({ status }) => status === 'paid').map(({ checkoutId }) => checkoutId));
  const captured = new Set(records.ledger.filter(({ kind }) => kind === 'capture').map(({ checkoutId }) => checkoutId));
  const counted = rows.flatMap(({ measured }) => [...measured.confirmed, ...measured.accepted]);
  const lost = counted.filter((checkoutId) => !paid.has(checkoutId) || !captured.has(checkoutId));
  if (lost.length + differences.length + open.length === 0) return;
  const [first] = differences;
  throw new Error(
    `${lost.length} of ${counted.length} orders are missing, ${open.length} are open, ${differences.length} differences` +
      (first === undefined ? '' : `, the first: ${first.rule} ${first.checkoutId} ${first.detail}`),
  );
}
