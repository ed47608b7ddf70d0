import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ProcessName } from '../../scripts/local/platform-options.ts';
import { eventually } from '../support/eventually.ts';
import { allOk, endOf, type OutageWatch, statusesOf, watchOutage, whileFrozen } from '../support/outages.ts';
import { type Shop, theShop } from '../support/shop.ts';
import type { Shopper } from '../support/shopper.ts';

const inTime = { withinMs: 60_000, everyMs: 100 };

/** What a purchase is answered while a process hangs: 201 done, 202 taken, 503 come again. */
const answersOf: Readonly<Partial<Record<ProcessName, number>>> = {
  postgres: 202,
  dynamodb: 503,
  messaging: 201,
  redis: 201,
  cognito: 201,
  kinesis: 201,
  mail: 201,
  catalog: 202,
  payment: 202,
  order: 202,
  cart: 503,
  user: 201,
  search: 201,
  recommendations: 201,
  notification: 201,
};

describe('lesson 7: one process takes connections and never answers', function () {
  this.timeout(180_000);
  let shop: Shop;
  let watch: OutageWatch;
  let sku: string;
  let pages: readonly string[];

  before(async () => {
    shop = await theShop();
    const product = await shop.newProduct({ onHand: 10_000 });
    sku = product.sku;
    pages = ['/categories', '/products', `/products/${product.slug}`, '/recommendations'];
  });
  beforeEach(() => {
    watch = watchOutage(shop);
  });
  afterEach(() => watch.assertHarmless());

  /** Redis is away for good on a machine that has none. */
  const isRun = (name: ProcessName) => shop.platform.addresses()[name] !== undefined;

  async function shopperWithCart(): Promise<Shopper> {
    const shopper = watch.shopper();
    await eventually(async () => (await shopper.addToCart(sku)).status === 200, inTime);
    return shopper;
  }

  for (const [name, expected] of Object.entries(answersOf)) {
    const hanging = name as ProcessName;

    it(`${hanging}: every answer comes in time, and the purchase is confirmed with the same key`, async () => {
      const shopper = await shopperWithCart();
      await statusesOf(shopper, pages);
      const key = randomUUID();
      const body = { email: `hang-${key}@example.org` };

      await whileFrozen(shop.platform, isRun(hanging) ? hanging : undefined, async () => {
        const browsed = await statusesOf(shopper, pages);
        const bought = await shopper.buy(body, key);
        await Promise.all([
          shopper.get('/cart'),
          // Another visitor: what a cart is told now, it may do after the purchase has read it.
          watch.shopper().addToCart(sku),
          shopper.get('/search?q=linen'),
          shopper.get('/orders/unknown?email=somebody@example.org'),
          shopper.post('/events', { events: [{ type: 'shopper.searched', data: { query: 'linen', total: 1 } }] }),
          watch.shopper().signIn('shopper@evermart.test', 'a wrong password'),
        ]);

        expect(browsed).to.deep.equal(allOk(pages));
        expect(bought.status, JSON.stringify(bought.body)).to.equal(expected);
      });

      const outcome = await eventually(async () => {
        const answer = await shopper.buy(body, key);
        return answer.status < 500 && answer;
      }, inTime);
      expect(outcome.status, JSON.stringify(outcome.body)).to.be.oneOf([201, 202]);
      expect(await endOf(shopper, outcome.body.id)).to.equal('confirmed');
    });
  }
});
