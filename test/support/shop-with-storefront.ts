import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform } from '../../scripts/local/platform.ts';
import { freePorts } from '../../scripts/local/ports.ts';
import { eventually } from './eventually.ts';
import { mailsTo } from './inbox.ts';
import { shared } from './shared-stores.ts';
import { createShopper } from './shopper.ts';

export interface Article {
  readonly slug: string;
  readonly name: string;
  /** Minor units of the variant that its page shows first. */
  readonly priceMinor: number;
}

interface LedgerEntry {
  readonly kind: 'authorization' | 'capture' | 'void' | 'refund';
  readonly checkoutId: string;
  readonly amountMinor: number;
}

/** As `npm start` serves it: the built storefront and the API behind one origin. */
export const shopWithStorefront = shared(async (stopWith) => {
  const folder = await mkdtemp(join(tmpdir(), 'evermart-browser-'));
  const platform = await startPlatform({ folder, ports: await freePorts(), search: 'postgres' });
  stopWith(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    platform,
    url: platform.url,
    articles,
    /** The e-mail to an address whose subject has these words, once it is there. */
    mailTo: (address: string, subject: RegExp) =>
      eventually(async () => (await mailsTo(platform, address)).find((mail) => subject.test(mail.subject)), {
        withinMs: 20_000,
      }),
    movementsOf,
  };

  /** Articles that can be bought, the cheapest first. */
  async function articles(count: number): Promise<Article[]> {
    const shopper = createShopper(platform.url);
    const { items } = (await shopper.get(`/products?limit=${count}&inStock=true&sort=price-asc`)).body;
    return Promise.all(
      items.map(async ({ slug, name }: Article) => {
        const { variants } = (await shopper.get(`/products/${slug}`)).body;
        const first = variants.find(({ available }: { available: boolean }) => available);
        return { slug, name, priceMinor: first.price.amountMinor };
      }),
    );
  }

  /** What the payment provider did for a checkout, in the order in which it did it. */
  async function movementsOf(checkoutId: string): Promise<LedgerEntry[]> {
    const entries: LedgerEntry[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const answer = await fetch(`${platform.process('payment-provider').url}/ledger${query}`);
      const page = (await answer.json()) as { items: LedgerEntry[]; nextCursor: string | null };
      entries.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return entries.filter((entry) => entry.checkoutId === checkoutId);
  }
});
export type BrowserShop = Awaited<ReturnType<typeof shopWithStorefront>>;
