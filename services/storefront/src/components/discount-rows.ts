import type { Discount } from '../api/cart.ts';
import type { TotalsRow } from './totals-table.tsx';

/** Deductions as rows of a totals table, named as the shopper knows them. */
export function discountRows(discounts: readonly Discount[]): TotalsRow[] {
  return discounts.map(({ code, description, amount }) => ({
    label: description === '' ? `Code ${code}` : description,
    amount,
    deducted: true,
  }));
}
