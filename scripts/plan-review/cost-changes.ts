import { monthlyPrice } from '../prices/monthly-price.ts';
import type { PriceTable } from '../prices/price-table.ts';
import { kindOf } from './classify.ts';
import type { Plan, ResourceChange } from './plan-file.ts';

/** What a plan does to the bill of a month, as far as the table knows prices. */
export interface CostChange {
  /** USD a month, more or less than now. */
  readonly usd: number;
  /** The resources that make it, each with its own difference, largest first. */
  readonly parts: readonly { readonly address: string; readonly usd: number }[];
  /** Changed resources without a price, by reason. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Changed resources that are billed by use. */
  readonly usage: number;
}

export function costChange(plan: Plan, table: PriceTable): CostChange {
  const region = regionOf(plan.stack);
  const unknown: Record<string, number> = {};
  const parts: { address: string; usd: number }[] = [];
  let usage = 0;
  for (const resource of plan.changes) {
    if (!changesTheBill(resource)) continue;
    const sides = [resource.change.after, resource.change.before]
      .filter((values) => values != null)
      .map((values) => monthlyPrice(table, resource.type, values, regionIn(values) ?? region));
    const missing = sides.find(({ kind }) => kind === 'unknown');
    if (missing?.kind === 'unknown') unknown[missing.why] = (unknown[missing.why] ?? 0) + 1;
    if (sides.some(({ kind }) => kind === 'usage')) usage += 1;
    const usd = priceOf(resource, 'after') - priceOf(resource, 'before');
    if (missing === undefined && Math.abs(usd) >= 0.005) parts.push({ address: resource.address, usd });
  }
  parts.sort((left, right) => Math.abs(right.usd) - Math.abs(left.usd));
  return { usd: parts.reduce((sum, part) => sum + part.usd, 0), parts, unknown, usage };

  function priceOf({ type, change }: ResourceChange, side: 'before' | 'after'): number {
    const values = change[side];
    if (values == null) return 0;
    const price = monthlyPrice(table, type, values, regionIn(values) ?? region);
    return price.kind === 'monthly' ? price.usd : 0;
  }
}

/** What is imported, moved or forgotten costs as much as before. */
function changesTheBill(resource: ResourceChange): boolean {
  const kind = kindOf(resource);
  return kind !== undefined && ['create', 'update', 'replace', 'destroy'].includes(kind);
}

/** `production-eu-west-1-data` -> `eu-west-1`; `unknown` where the name has none. */
export const regionOf = (stack: string) => /[a-z]{2}-[a-z]+-\d/.exec(stack)?.[0] ?? 'unknown';

/** A provider's alias may stand in another region than its stack: an ARN tells where. */
const regionIn = ({ arn }: Readonly<Record<string, unknown>>) =>
  typeof arn === 'string' ? /^arn:[\w-]+:[\w-]+:([a-z]{2}-[a-z]+-\d):/.exec(arn)?.[1] : undefined;
