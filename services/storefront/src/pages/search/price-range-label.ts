import type { PriceFacet } from '../../api/search.ts';
import { formatMoney } from '../../format-money.ts';
import { shopCurrency } from '../../locale.ts';

/** A price range in words: `Under €25.00`, `€25.00 to €50.00`, `€50.00 and more`. */
export function priceRangeLabel({ from, to }: Pick<PriceFacet, 'from' | 'to'>): string {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: shopCurrency });
  if (to === undefined) return `${money(from)} and more`;
  return from === 0 ? `Under ${money(to)}` : `${money(from)} to ${money(to)}`;
}
