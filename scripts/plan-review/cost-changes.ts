import { monthlyPrice, type Price } from '../prices/monthly-price.ts';
import { withNodeTemplate } from '../prices/node-template.ts';
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
  const unknown: Record<string, number> = {};
  const parts: { address: string; usd: number }[] = [];
  let usage = 0;
  for (const { address, before, after } of pricesIn(plan, table)) {
    const missing = [after, before].find((price) => price?.kind === 'unknown');
    if (missing?.kind === 'unknown') unknown[missing.why] = (unknown[missing.why] ?? 0) + 1;
    if ([after, before].some((price) => price?.kind === 'usage')) usage += 1;
    const usd = usdOf(after) - usdOf(before);
    if (missing === undefined && Math.abs(usd) >= 0.005) parts.push({ address, usd });
  }
  parts.sort((left, right) => Math.abs(right.usd) - Math.abs(left.usd));
  return { usd: parts.reduce((sum, part) => sum + part.usd, 0), parts, unknown, usage };
}

const usdOf = (price: Price | undefined) => (price?.kind === 'monthly' ? price.usd : 0);

/** The price of each changed resource on both sides; none on the side where it is not there. */
function pricesIn({ stack, changes }: Plan, table: PriceTable) {
  const region = regionOf(stack);
  const priced = (side: 'before' | 'after') => {
    const templates = changes
      .filter(({ type, change }) => type === 'aws_launch_template' && change[side] != null)
      .map(({ change }) => ({ names: [String(change[side]?.id)], values: change[side] ?? {} }));
    return ({ type, change }: ResourceChange) => {
      const values = change[side];
      if (values == null) return undefined;
      return monthlyPrice(table, type, withNodeTemplate(type, values, templates), {
        region: regionIn(values) ?? region,
      });
    };
  };
  const [before, after] = [priced('before'), priced('after')];
  return changes
    .filter(changesTheBill)
    .map((resource) => ({ address: resource.address, before: before(resource), after: after(resource) }));
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
