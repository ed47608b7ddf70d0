import type { Arguments } from './arguments.ts';
import type { PriceTable } from './price-table.ts';
import { pricedTypes } from './priced-types.ts';
import { isFree, usageTypes } from './unpriced-types.ts';

/** What a resource costs as long as it stands, without what passes through it. */
export type Price =
  | { readonly kind: 'monthly'; readonly usd: number }
  /** Billed by use alone. */
  | { readonly kind: 'usage' }
  | { readonly kind: 'free' }
  /** The table knows neither the type nor why it has no price, or lacks the region or the instance type. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Place {
  /** Prices differ by region. */
  readonly region: string;
  /** Availability zones of the network, where the arguments don't list subnets. 3 if left out. */
  readonly zones?: number;
}

/** @param values its arguments, from a plan or from synthesized JSON */
export function monthlyPrice(table: PriceTable, type: string, values: Arguments, { region, zones = 3 }: Place): Price {
  const priced = pricedTypes[type];
  if (priced !== undefined) {
    const prices = table.regions[region] ?? (isGlobal(type) ? Object.values(table.regions)[0] : undefined);
    if (prices === undefined) return { kind: 'unknown', why: `no prices of ${region}` };
    const usd = priced(values, { table, region: prices, zones });
    return usd === undefined ? { kind: 'unknown', why: `${type} of a size without a price` } : { kind: 'monthly', usd };
  }
  if (usageTypes.has(type)) return { kind: 'usage' };
  return isFree(type) ? { kind: 'free' } : { kind: 'unknown', why: type };
}

/** Priced alike in all regions. */
const isGlobal = (type: string) => /^aws_(route53_|wafv2_|kms_|secretsmanager_|cloudwatch_)/.test(type);
