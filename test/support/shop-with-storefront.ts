import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform } from '../../scripts/local/platform.ts';
import { freePorts } from '../../scripts/local/ports.ts';
import { eventually } from './eventually.ts';
import { shared } from './shared-stores.ts';

interface Mail {
  readonly to: readonly { readonly address: string }[];
  readonly subject: string;
  readonly text: string;
}

/** As `npm start` serves it: the built storefront and the API behind one origin. */
export const shopWithStorefront = shared(async (stopWith) => {
  const folder = await mkdtemp(join(tmpdir(), 'evermart-browser-'));
  const platform = await startPlatform({ folder, ports: await freePorts(), search: 'postgres' });
  stopWith(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const customer = platform.people.find(({ groups }) => !groups.includes('admin'));
  if (customer === undefined) throw new Error('the platform made no customer');

  return {
    url: platform.url,
    customer,
    /** An article that can be bought, with the price that its page shows first. */
    async someProduct() {
      const list = (await (await fetch(`${platform.url}/api/v1/products?limit=1&inStock=true`)).json()) as {
        items: { slug: string; name: string }[];
      };
      const [summary] = list.items;
      if (summary === undefined) throw new Error('the catalogue is empty');
      const product = (await (await fetch(`${platform.url}/api/v1/products/${summary.slug}`)).json()) as {
        variants: { price: { amountMinor: number }; available: boolean }[];
      };
      const first = product.variants.find(({ available }) => available);
      return { ...summary, firstPriceMinor: first?.price.amountMinor ?? 0 };
    },
    mailTo: (address: string) =>
      eventually(
        async () => {
          const mails = (await (await fetch(`${platform.process('mail').url}/api/email`)).json()) as Mail[];
          return mails.find(({ to }) => to.some((recipient) => recipient.address === address));
        },
        { withinMs: 20_000 },
      ),
  };
});
export type BrowserShop = Awaited<ReturnType<typeof shopWithStorefront>>;
