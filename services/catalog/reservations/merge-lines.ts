import type { StockLine } from '@evermart/contracts/http/catalog';

export interface MergedLines {
  readonly skus: readonly string[];
  readonly quantities: readonly number[];
}

/** One entry a SKU, in order of first mention, duplicates summed. */
export function mergeLines(lines: readonly StockLine[]): MergedLines {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return { skus: [...quantities.keys()], quantities: [...quantities.values()] };
}
