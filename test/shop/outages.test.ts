import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { StoreName } from '../../scripts/local/platform-options.ts';
import { eventually } from '../support/eventually.ts';
import { mailsTo } from '../support/inbox.ts';
import { allOk, endOf, type OutageWatch, statusesOf, watchOutage, whileAway } from '../support/outages.ts';
import { type Shop, theShop } from '../support/shop.ts';
import { payWith, type Shopper } from '../support/shopper.ts';

const inTime = { withinMs: 60_000, everyMs: 100 };

describe('one store is away', function () {
  this.timeout(180_000);
  let shop: Shop;
  let watch: OutageWatch;
  let sku: string;
  let pages: readonly string[];

  before(async () => {
    shop = await theShop();
    const product = await shop.newProduct({ onHand: 10_000 });
    sku = product.sku;
    pages = ['/categories', '/products', `/products/${product.slug}`, '/search?q=shirt'];
  });
  beforeEach(() => {
    watch = watchOutage(shop);
  });
  afterEach(() => watch.assertHarmless());

  async function shopperWithCart(): Promise<Shopper> {
    const shopper = watch.shopper();
    await eventually(async () => (await shopper.addToCart(sku)).status === 200, inTime);
    return shopper;
  }

  async function signedIn(): Promise<Shopper> {
    const person = shop.platform.people.find(({ email }) => email === 'shopper@evermart.test');
    const shopper = watch.shopper();
    const { status } = await shopper.signIn('shopper@evermart.test', person?.password ?? '');
    expect(status).to.equal(200);
    return shopper;
  }

  /** Redis is away for good on a machine that has none. */
  const isRun = (store: StoreName) => shop.platform.addresses()[store] !== undefined;
  const newAddress = () => `outage-${randomUUID()}@example.org`;

  async function expectOneMail(email: string, withinMs = 60_000): Promise<void> {
    const mails = await eventually(
      async () => {
        const own = await mailsTo(shop.platform, email);
        return own.length > 0 && own;
      },
      { withinMs, everyMs: 200 },
    );
    expect(mails).to.have.length(1);
  }

  for (const store of ['postgres', 'dynamodb', 'messaging', 'redis'] as const) {
    it(`${store} is killed under purchases: each of them is confirmed, once, by repeating its key`, async () => {
      const shoppers = await Promise.all(Array.from({ length: 10 }, shopperWithCart));
      const keys = shoppers.map(() => randomUUID());
      const body = { email: newAddress() };

      const buying = shoppers.map((shopper, index) => shopper.buy(body, keys[index]));
      if (isRun(store)) await shop.platform.kill(store);
      const first = await Promise.all(buying);

      expect(first.map(({ status }) => status).filter((status) => ![201, 202, 503].includes(status))).to.deep.equal([]);
      for (const [index, shopper] of shoppers.entries()) {
        const confirmed = async () => (await shopper.buy(body, keys[index])).status === 201;
        await eventually(confirmed, { withinMs: 30_000, everyMs: 200 });
      }
    });
  }

  describe('PostgreSQL', () => {
    it('browsing goes on, the cart is shown, a purchase is taken and confirmed within 30 s of the return', async () => {
      const shopper = await shopperWithCart();
      const email = newAddress();
      await statusesOf(shopper, pages);
      let checkoutId = '';

      await whileAway(shop.platform, 'postgres', async () => {
        const browsed = await statusesOf(shopper, pages);
        const cart = await shopper.get('/cart');
        const added = await shopper.addToCart(sku);
        const bought = await shopper.buy({ email });
        const followed = await shopper.get(`/checkouts/${bought.body.id}`);

        expect(browsed).to.deep.equal(allOk(pages));
        expect([cart.status, cart.body.itemCount]).to.deep.equal([200, 1]);
        expect(added.status).to.equal(503);
        expect(bought.status, JSON.stringify(bought.body)).to.equal(202);
        expect(bought.headers.get('location')).to.equal(`/api/v1/checkouts/${bought.body.id}`);
        expect([followed.status, followed.body.status]).to.deep.equal([200, 'processing']);
        checkoutId = bought.body.id;
      });

      expect(await endOf(shopper, checkoutId)).to.equal('confirmed');
      await expectOneMail(email);
    });
  });

  describe('DynamoDB', () => {
    it('browsing goes on; carts and purchases are refused in time and go on afterwards with the same key', async () => {
      const shopper = await shopperWithCart();
      const customer = await signedIn();
      const key = randomUUID();
      const body = { email: newAddress() };

      await whileAway(shop.platform, 'dynamodb', async () => {
        const browsed = await statusesOf(shopper, pages);
        const refused = await Promise.all([
          shopper.get('/cart'),
          shopper.addToCart(sku),
          shopper.buy(body, key),
          watch.shopper().addToCart(sku),
        ]);
        await eventually(async () => (await customer.get('/orders')).status === 503, inTime);

        expect(browsed).to.deep.equal(allOk(pages));
        expect(refused.map(({ status }) => status)).to.deep.equal([503, 503, 503, 503]);
        expect((await shopper.get('/recommendations')).status).to.equal(200);
      });

      const bought = await eventually(async () => {
        const answer = await shopper.buy(body, key);
        return answer.status < 500 && answer;
      }, inTime);
      expect(await endOf(shopper, bought.body.id)).to.equal('confirmed');
      await eventually(async () => (await customer.get('/orders')).status === 200, inTime);
      await expectOneMail(body.email);
    });
  });

  describe('Redis', () => {
    it('everything works as before', async () => {
      await whileAway(shop.platform, isRun('redis') ? 'redis' : undefined, async () => {
        const shopper = await shopperWithCart();
        const browsed = await statusesOf(shopper, [...pages, '/cart', '/recommendations']);
        const bought = await shopper.buy();
        const customer = await signedIn();
        const orders = await customer.get('/orders');

        expect(browsed).to.deep.equal(allOk([...pages, '/cart', '/recommendations']));
        expect([bought.status, orders.status]).to.deep.equal([201, 200]);
      });

      expect(await statusesOf(watch.shopper(), pages)).to.deep.equal(allOk(pages));
    });
  });

  describe('SNS, SQS and S3', () => {
    it('buying goes on; the mail and what shoppers bought together arrive after the return', async () => {
      const other = await shop.newProduct();
      const another = await shop.newProduct();
      const shopper = watch.shopper();
      await shopper.addToCart(other.sku);
      await shopper.addToCart(another.sku);
      const email = newAddress();

      await whileAway(shop.platform, 'messaging', async () => {
        const bought = await shopper.buy({ email });

        expect(bought.status, JSON.stringify(bought.body)).to.equal(201);
        expect(await statusesOf(shopper, pages)).to.deep.equal(allOk(pages));
        expect(await mailsTo(shop.platform, email)).to.deep.equal([]);
      });

      await expectOneMail(email);
      await eventually(async () => {
        const { body } = await watch.shopper().get(`/recommendations?product=${other.slug}`);
        return body.items.some(({ slug }: { slug: string }) => slug === another.slug);
      }, inTime);
    });

    it('a payment that only the webhook tells of is confirmed all the same', async () => {
      const shopper = await shopperWithCart();

      await whileAway(shop.platform, 'messaging', async () => {
        const bought = await shopper.buy(payWith('tok_hang'));

        expect(bought.status, JSON.stringify(bought.body)).to.equal(202);
        expect(await endOf(shopper, bought.body.id)).to.equal('confirmed');
      });
    });
  });

  describe('Cognito', () => {
    it('who is signed in stays so and guests buy; signing in and up is refused in time until it is back', async () => {
      const customer = await signedIn();
      const account = { email: newAddress(), password: `Pass-${randomUUID()}-Word`, name: 'Ada Byron' };

      await whileAway(shop.platform, 'cognito', async () => {
        const guest = await shopperWithCart();
        const bought = await guest.buy();
        const going = await statusesOf(customer, ['/orders', '/me', '/cart']);
        const refused = await Promise.all([
          watch.shopper().signIn('shopper@evermart.test', 'whatever'),
          watch.shopper().post('/auth/sign-up', account),
          watch.shopper().post('/auth/password-reset', { email: account.email }),
        ]);

        expect(bought.status).to.equal(201);
        expect(going).to.deep.equal(allOk(['/orders', '/me', '/cart']));
        expect(refused.map(({ status }) => status)).to.deep.equal([503, 503, 503]);
      });

      await eventually(async () => (await watch.shopper().post('/auth/sign-up', account)).status === 202, inTime);
      expect((await (await signedIn()).get('/orders')).status).to.equal(200);
    });
  });

  describe('Kinesis', () => {
    it('events are taken with 202 and buying goes on', async () => {
      const shopper = await shopperWithCart();
      const seen = { type: 'shopper.searched', data: { query: 'linen', total: 3 } };

      await whileAway(shop.platform, 'kinesis', async () => {
        for (let batch = 0; batch < 5; batch += 1) {
          expect((await shopper.post('/events', { events: [seen] })).status).to.equal(202);
        }
        expect((await shopper.buy()).status).to.equal(201);
        expect(await statusesOf(shopper, pages)).to.deep.equal(allOk(pages));
      });

      expect((await shopper.post('/events', { events: [seen] })).status).to.equal(202);
    });
  });

  describe('the mail system', () => {
    it('buying goes on, and the mail that failed comes once after the return', async () => {
      const shopper = await shopperWithCart();
      const email = newAddress();
      const log = await shop.followLog('notification');

      await whileAway(shop.platform, 'mail', async () => {
        const bought = await shopper.buy({ email });

        expect(bought.status).to.equal(201);
        await log.waitFor('queue.message-failed');
      });

      await expectOneMail(email, 90_000);
    });
  });
});
