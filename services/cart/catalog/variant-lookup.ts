import { type VariantSnapshot, VariantSnapshots } from '@evermart/contracts/http/catalog';
import { nobody } from '@evermart/contracts/http/subject';
import type { ServiceClient } from '@evermart/kit/http-client';

export type VariantsBySku = ReadonlyMap<string, VariantSnapshot>;

/** What catalog says of these SKUs now; unknown ones are absent. @throws ServiceError `dependency-unavailable` */
export type VariantLookup = (skus: readonly string[]) => Promise<VariantsBySku>;

/** The most that one lookup takes; only a merged or restored cart can hold more. */
const maxSkus = 200;

export function createVariantLookup(catalog: ServiceClient): VariantLookup {
  return async (skus) => {
    const portions: string[][] = [];
    for (let from = 0; from < skus.length; from += maxSkus) portions.push(skus.slice(from, from + maxSkus));
    const answers = await Promise.all(portions.map(lookUp));
    return new Map(answers.flatMap(({ items }) => items.map((variant) => [variant.sku, variant] as const)));
  };

  function lookUp(skus: readonly string[]) {
    return catalog.call(
      // Prices are the same for everybody: one token for all calls, instead of one signed for each visitor.
      { method: 'POST', path: '/variants/lookup', body: { skus }, subject: nobody, idempotent: true },
      VariantSnapshots,
    );
  }
}
