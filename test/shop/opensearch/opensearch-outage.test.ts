import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from '../../support/eventually.ts';
import { type OutageWatch, watchOutage, whileAway } from '../../support/outages.ts';
import { type Shop, startShop } from '../../support/shop.ts';
import type { Shopper } from '../../support/shopper.ts';

const inTime = { withinMs: 60_000, everyMs: 200 };

/** A word that no other product has, and no correction leads to. */
const newWord = () => `q${randomBytes(6).toString('hex')}`;

describe('OpenSearch is away', function () {
  this.timeout(180_000);
  let shop: Shop;
  let watch: OutageWatch;
  let admin: Shopper;

  before(async () => {
    shop = await startShop({ search: 'opensearch' });
    admin = await shop.admin();
  });
  after(() => shop.stop());
  beforeEach(() => {
    watch = watchOutage(shop);
  });
  afterEach(() => watch.assertHarmless());

  async function search(words: string) {
    const { status, body } = await watch.shopper().get(`/search?q=${words}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return { degraded: body.degraded as boolean, slugs: body.items.map(({ slug }: { slug: string }) => slug) };
  }

  /** The index itself answers, and has of these words exactly these products. */
  function indexed(words: string, slugs: readonly string[]) {
    return eventually(async () => {
      const result = await search(words);
      return !result.degraded && result.slugs.join() === slugs.join();
    }, inTime);
  }

  async function rename(id: string, name: string): Promise<void> {
    const { body } = await admin.get(`/admin/products/${id}`);
    const { slug, brand, categories, variants } = body;
    const input = {
      slug,
      name,
      brand,
      categories,
      variants: variants.map(({ sku, price }: { sku: string; price: unknown }) => ({ sku, price })),
    };
    const answer = await admin.call('PUT', `/admin/products/${id}`, input);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  }

  it('search answers from the database and says so; back again, the index has what changed meanwhile', async () => {
    const [oldName, newName, doomedName] = [newWord(), newWord(), newWord()];
    const renamed = await shop.newProduct();
    const doomed = await shop.newProduct();
    await rename(renamed.id, oldName);
    await rename(doomed.id, doomedName);
    await indexed(oldName, [renamed.slug]);
    await indexed(doomedName, [doomed.slug]);
    let added = renamed;

    await whileAway(shop.platform, 'opensearch', async () => {
      await rename(renamed.id, newName);
      expect((await admin.call('DELETE', `/admin/products/${doomed.id}`)).status).to.equal(204);
      added = await shop.newProduct();

      expect(await search(newName)).to.deep.equal({ degraded: true, slugs: [renamed.slug] });
      expect(await search(added.slug)).to.deep.equal({ degraded: true, slugs: [added.slug] });
      const shopper = watch.shopper();
      await shopper.addToCart(added.sku);
      expect((await shopper.buy()).status).to.equal(201);
    });

    await indexed(newName, [renamed.slug]);
    await indexed(added.slug, [added.slug]);
    await indexed(doomedName, []);
  });

  it('is killed: no search fails, and the index answers again by itself', async () => {
    const word = newWord();
    const product = await shop.newProduct();
    await rename(product.id, word);
    await indexed(word, [product.slug]);
    let back = false;

    const killed = shop.platform.kill('opensearch').finally(() => {
      back = true;
    });
    for (let limit = 1; !back && limit <= 100; limit += 1) {
      const { status, body } = await watch.shopper().get(`/search?q=${word}&limit=${limit}`);
      expect([status, body.items.length]).to.deep.equal([200, 1]);
    }
    await killed;

    await indexed(word, [product.slug]);
  });
});
