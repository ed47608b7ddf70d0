import type { PriceTable } from '../prices/price-table.ts';
import { code, escaped, signedUsd, table } from './markdown.ts';
import type { StackReview } from './review.ts';

const mostRows = 30;

/** What a month costs more or less, and what the table can't say. Empty where nothing that costs changes. */
export function costSection(stacks: readonly StackReview[], prices: PriceTable): string {
  const parts = stacks.flatMap(({ stack, cost }) => cost.parts.map((part) => ({ stack, ...part })));
  const unknown = new Map<string, number>();
  for (const [why, count] of stacks.flatMap(({ cost }) => Object.entries(cost.unknown))) {
    unknown.set(why, (unknown.get(why) ?? 0) + count);
  }
  const usage = stacks.reduce((sum, { cost }) => sum + cost.usage, 0);
  if (parts.length === 0 && unknown.size === 0 && usage === 0) return '';
  const total = parts.reduce((sum, { usd }) => sum + usd, 0);
  const rows = parts.slice(0, mostRows).map(({ stack, address, usd }) => [code(stack), code(address), signedUsd(usd)]);
  return [
    parts.length === 0 ? '#### Cost: no difference known' : `#### Cost: ${signedUsd(total)} a month`,
    ...(rows.length === 0 ? [] : [table(['stack', 'resource', 'a month'], rows)]),
    ...(parts.length > mostRows ? [`and ${parts.length - mostRows} smaller ones.`] : []),
    `On-demand prices of scripts/prices/prices.json, recorded ${prices.recorded} (its sources stand there); no discounts, no tax.`,
    ...(usage > 0 ? [`${usage} changed resource${usage === 1 ? ' is' : 's are'} billed by use: not counted.`] : []),
    ...(unknown.size > 0
      ? [`Without a price here: ${[...unknown].map(([why, count]) => `${escaped(why)} (${count})`).join(', ')}.`]
      : []),
  ].join('\n\n');
}
