import type { EventType } from '@evermart/contracts/events/event-types';
import { Cart, NewCartLine } from '@evermart/contracts/http/cart';

/** What somebody did, without who: the visitor's id joins it when it is recorded. */
export interface ShopperActivity {
  readonly type: Extract<EventType, `shopper.${string}`>;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A search, told once: not for its further pages and not for a browse without words. */
export function searchedFor(query: Readonly<Record<string, unknown>>, answer: unknown): ShopperActivity | undefined {
  const total = (answer as { total?: unknown } | null)?.total;
  if (typeof query.q !== 'string' || query.q === '' || query.cursor !== undefined || typeof total !== 'number') {
    return undefined;
  }
  return { type: 'shopper.searched', data: { query: withoutPersonalData(query.q), total } };
}

export function addedToCart(body: unknown, answer: unknown): ShopperActivity | undefined {
  const line = NewCartLine.safeParse(body);
  const cart = Cart.safeParse(answer);
  if (!line.success || !cart.success) return undefined;
  const { sku, quantity } = line.data;
  const productSlug = cart.data.lines.find((candidate) => candidate.sku === sku)?.productSlug;
  if (productSlug === undefined) return undefined;
  return { type: 'shopper.added-to-cart', data: { productSlug, sku, quantity } };
}

/** People paste addresses and numbers of cards and phones into search boxes: those words are not kept. */
export function withoutPersonalData(words: string): string {
  return /@|\d[\d ()+./-]{5,}\d/.test(words) ? '[redacted]' : words;
}
