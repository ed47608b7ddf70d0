import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { becomeCustomer } from '../support/customers.ts';
import { eventually } from '../support/eventually.ts';
import { mailsTo } from '../support/inbox.ts';
import { allOk, type OutageWatch, statusesOf, watchOutage, whileAway } from '../support/outages.ts';
import { type Shop, theShop } from '../support/shop.ts';
import type { Shopper } from '../support/shopper.ts';

const inTime = { withinMs: 60_000, everyMs: 100 };

describe('one service is away', function () {
  this.timeout(180_000);
  let shop: Shop;
  let watch: OutageWatch;
  let away: ServiceName;
  let sku: string;
  let slug: string;

  before(async () => {
    shop = await theShop();
    ({ sku, slug } = await shop.newProduct({ onHand: 10_000 }));
  });
  beforeEach(() => {
    watch = watchOutage(shop);
  });
  afterEach(() => watch.assertHarmless(away));

  async function without(name: ServiceName, work: () => Promise<void>): Promise<void> {
    away = name;
    await whileAway(shop.platform, name, work);
  }

  async function shopperWithCart(shopper: Shopper = watch.shopper()): Promise<Shopper> {
    await eventually(async () => (await shopper.addToCart(sku)).status === 200, inTime);
    return shopper;
  }

  it('recommendations: the pages show none, and buying goes on', async () => {
    const shopper = await shopperWithCart();

    await without('recommendations', async () => {
      const forVisitor = await shopper.get('/recommendations');
      const forProduct = await shopper.get(`/recommendations?product=${slug}`);
      const bought = await shopper.buy();

      expect([forVisitor.status, forVisitor.body.items]).to.deep.equal([200, []]);
      expect([forProduct.status, forProduct.body.items]).to.deep.equal([200, []]);
      expect(bought.status).to.equal(201);
    });

    await eventually(async () => (await shopper.get('/recommendations')).body.items.length > 0, inTime);
  });

  it('notification: buying goes on, and the mail comes after its return', async () => {
    const shopper = await shopperWithCart();
    const email = `later-${randomUUID()}@example.org`;

    await without('notification', async () => {
      expect((await shopper.buy({ email })).status).to.equal(201);
    });

    await eventually(async () => (await mailsTo(shop.platform, email)).length === 1, inTime);
  });

  it('search: the catalogue answers for it and says so; browsing and buying go on', async () => {
    const shopper = await shopperWithCart();
    const browsing = ['/products', `/products/${slug}`, '/categories'];

    await without('search', async () => {
      const found = await shopper.get(`/search?q=${slug}&limit=5`);
      const suggested = await shopper.get('/search/suggestions?q=la');

      expect([found.status, found.body.degraded]).to.deep.equal([200, true]);
      expect(found.body.items.map((item: { slug: string }) => item.slug)).to.include(slug);
      expect(suggested.status).to.equal(200);
      expect(await statusesOf(shopper, browsing)).to.deep.equal(allOk(browsing));
      expect((await shopper.buy()).status).to.equal(201);
    });

    await eventually(async () => (await shopper.get(`/search?q=${randomUUID()}`)).status === 200, inTime);
  });

  it('user: a new customer signs in and buys with the cart of before; the profile is there after its return', async () => {
    const shopper = await shopperWithCart();
    const email = `new-${randomUUID()}@example.org`;

    await without('user', async () => {
      await becomeCustomer(shop, shopper, email);
      const cart = await shopper.get('/cart');
      const profile = await shopper.get('/me');
      const bought = await shopper.buy({ email });

      expect(cart.body.itemCount).to.equal(1);
      expect(profile.status).to.equal(503);
      expect(bought.status, JSON.stringify(bought.body)).to.equal(201);
    });

    const profile = await eventually(async () => {
      const answer = await shopper.get('/me');
      return answer.status === 200 && answer.body;
    }, inTime);
    expect(profile.email).to.equal(email);
    expect((await shopper.get('/orders')).body.items).to.have.length(1);
  });
});
