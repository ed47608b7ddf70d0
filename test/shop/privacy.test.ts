import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { mailsTo } from '../support/inbox.ts';
import { type Shop, theShop } from '../support/shop.ts';

describe('what is whose', () => {
  let shop: Shop;
  let sku: string;

  before(async function () {
    this.timeout(120_000);
    shop = await theShop();
    ({ sku } = await shop.newProduct());
  });

  it("lesson 11: another visitor's order, checkout and cart are not there", async () => {
    const owner = shop.shopper();
    await owner.addToCart(sku);
    const { body } = await owner.buy();
    const stranger = shop.shopper();
    await stranger.addToCart(sku);

    const answers = await Promise.all([
      stranger.get(`/orders/${body.order.id}`),
      stranger.get(`/orders/${body.order.number}?email=somebody@example.org`),
      stranger.get(`/checkouts/${body.id}`),
      stranger.post(`/orders/${body.order.id}/cancellation`, {}),
    ]);

    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404, 404]);
    const guest = await shop
      .shopper()
      .get(`/orders/${body.order.number}?email=${encodeURIComponent(body.order.email)}`);
    expect(guest.body.id).to.equal(body.order.id);
  });

  it('lesson 11: administration takes the admin group', async () => {
    const write = { onHand: 1 };

    const signedOut = await shop.shopper().call('PUT', `/admin/stock/${sku}`, write);
    const customer = await (await shop.customer()).call('PUT', `/admin/stock/${sku}`, write);

    expect([signedOut.status, customer.status]).to.deep.equal([401, 403]);
    expect((await shop.stockOf(sku)).onHand).to.be.greaterThan(1);
  });

  it("lesson 13: a guest's cart survives the sign-in; sign-out leaves nothing for the next person", async () => {
    const guest = shop.shopper();
    await guest.addToCart(sku, 3);

    const person = shop.platform.people.find(({ email }) => email === 'shopper@evermart.test');
    await guest.signIn('shopper@evermart.test', person?.password ?? '');
    const merged = await guest.get('/cart');
    await guest.post('/auth/sign-out', {});
    const next = await guest.get('/cart');
    const orders = await guest.get('/orders');

    expect(merged.body.lines.find((line: { sku: string }) => line.sku === sku)?.quantity).to.equal(3);
    expect(next.body.lines).to.deep.equal([]);
    expect(orders.status).to.equal(401);
  });

  it('lesson 9: the order e-mail arrives, once, through outbox, topic and queue', async () => {
    const shopper = shop.shopper();
    await shopper.addToCart(sku);
    const email = `mail-${Date.now()}@example.org`;
    const { body } = await shopper.buy({ email });

    const mails = await eventually(async () => {
      const own = await mailsTo(shop.platform, email);
      return own.length > 0 && own;
    });

    expect(mails).to.have.length(1);
    expect(`${mails[0]?.subject} ${mails[0]?.text}`).to.include(body.order.number);
  });
});
