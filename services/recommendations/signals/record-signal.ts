import { Slug } from '@evermart/contracts/http/product';
import type { PopularityTally } from './popularity-tally.ts';
import type { ShopperSignal } from './shopper-signal.ts';
import type { SignalRepository } from './signal-repository.ts';

export interface RecordSignalDeps {
  readonly signals: SignalRepository;
  readonly tally: PopularityTally;
}

/** A sale says more about a product than a cart that may be left. */
const pointsOfSale = 5;
const pointsOfCart = 1;
/** Pairs grow with the square of an order's products, and a crate of everything says little about what goes with what. */
const maxPairedProducts = 6;

/**
 * Counts what shoppers do, once an event: what marks it as counted is written first, so that a crash in between loses an
 * increment and never repeats one. What names no possible product is passed over: browsers send it. An order costs one write, and one for each ordered pair of its products.
 */
export function createRecordSignal({ signals, tally }: RecordSignalDeps) {
  return async function recordSignal(event: ShopperSignal): Promise<void> {
    switch (event.type) {
      case 'order.paid': {
        const slugs = [...new Set(event.data.order.lines.map(({ productSlug }) => productSlug))];
        if (await signals.claimEvent(event.id)) await countSale(slugs);
        return;
      }
      case 'shopper.added-to-cart': {
        const { visitorId, productSlug } = event.data;
        if (!isSlug(productSlug)) return;
        if (await signals.recordInterest(visitorId, productSlug, event.time)) tally.add(productSlug, pointsOfCart);
        return;
      }
      case 'shopper.product-viewed': {
        const { visitorId, productSlug } = event.data;
        if (isSlug(productSlug)) await signals.recordInterest(visitorId, productSlug, event.time);
      }
    }
  };

  async function countSale(slugs: readonly string[]): Promise<void> {
    for (const slug of slugs) tally.add(slug, pointsOfSale);
    const paired = slugs.slice(0, maxPairedProducts);
    const pairs = paired.flatMap((slug) => paired.flatMap((other) => (other === slug ? [] : [[slug, other] as const])));
    await Promise.all(pairs.map(([slug, other]) => signals.countBoughtTogether(slug, other)));
  }
}

function isSlug(text: string): boolean {
  return Slug.safeParse(text).success;
}
