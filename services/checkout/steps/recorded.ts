import type { PricedLine } from '@evermart/contracts/http/catalog';
import type { OrderPayment, OrderTotals } from '@evermart/contracts/http/order';
import type { JournalEntry } from '../checkouts/journal-entry.ts';

/** What an earlier step has recorded. Its absence means that the steps ran out of order: a defect, never an input. */
export function recordedTotals(entry: JournalEntry): OrderTotals {
  return present(entry.totals, entry, 'totals');
}

export function recordedLines(entry: JournalEntry): readonly PricedLine[] {
  return present(entry.pricedLines, entry, 'priced lines');
}

export function recordedPayment(entry: JournalEntry): OrderPayment {
  return present(entry.payment, entry, 'payment');
}

function present<Value>(value: Value | undefined, entry: JournalEntry, what: string): Value {
  if (value === undefined) throw new Error(`${entry.checkoutId} has no ${what} yet`);
  return value;
}
