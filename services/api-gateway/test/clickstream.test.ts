import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { ShopperAddedToCart, ShopperProductViewed, ShopperSearched } from '@evermart/contracts/events/shopper-events';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';

const money = { amountMinor: 100, currency: 'EUR' };
const line = {
  sku: 'A-1',
  productSlug: 'shirt',
  name: 'Shirt',
  image: { url: '/media/a.svg', alt: 'A shirt' },
  unitPrice: money,
  quantity: 2,
  lineTotal: money,
  available: true,
};
const cart = { id: 'c1', lines: [line], subtotal: money, discounts: [], itemCount: 2, version: 1 };

describe('the clickstream', () => {
  let gateway: GatewayUnderTest;
  const recorded = (type: string, count = 1): Promise<CloudEvent[]> =>
    eventually(() => {
      const seen = gateway.events.filter((event) => event.type === type);
      return seen.length >= count && seen;
    });

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('takes batches of events from clients and knows the visitor by the cookie', async () => {
    const { cart: service } = gateway.upstreams;
    const browser = createBrowser(gateway.url);
    await browser.get('/cart');
    const view = { type: 'shopper.product-viewed', data: { productSlug: 'shirt' } };

    const answer = await browser.post('/events', { events: [view, view] });

    expect(answer.status).to.equal(202);
    const [event] = await recorded('shopper.product-viewed', 2);
    const { data } = ShopperProductViewed.parse(event);
    expect(data).to.deep.equal({ visitorId: service.last().subject.visitorId, productSlug: 'shirt' });
  });

  it('refuses more than 100 events, other types and members that are not known', async () => {
    const view = { type: 'shopper.product-viewed', data: { productSlug: 'shirt' } };
    const browser = createBrowser(gateway.url);
    const post = (events: unknown[]) => browser.post('/events', { events });

    expect((await post(Array(101).fill(view))).status).to.equal(422);
    expect((await post([])).status).to.equal(422);
    expect((await post([{ ...view, type: 'order.paid' }])).status).to.equal(422);
    expect((await post([{ ...view, data: { productSlug: 'shirt', email: 'a@b.example' } }])).status).to.equal(422);
  });

  it('records what is put into carts', async () => {
    gateway.upstreams.cart.answers(() => ({ body: cart }));

    await createBrowser(gateway.url).post('/cart/lines', { sku: 'A-1', quantity: 2 });

    const [event] = await recorded('shopper.added-to-cart');
    const { data } = ShopperAddedToCart.parse(event);
    expect(data).to.include({ productSlug: 'shirt', sku: 'A-1', quantity: 2 });
  });

  it('records searches, also those that were answered from memory, and none twice for further pages', async () => {
    gateway.upstreams.search.answers(() => ({ body: { items: [], total: 0, nextCursor: null } }));
    const browser = createBrowser(gateway.url);

    await browser.get('/search?q=unicorn');
    await browser.get('/search?q=unicorn');
    await browser.get('/search?q=unicorn&cursor=next');
    await browser.get('/search?q=last');

    const events = await eventually(() => {
      const seen = gateway.events.filter(({ type }) => type === 'shopper.searched');
      return seen.some(({ data }) => (data as { query: string }).query === 'last') && seen;
    });
    expect(events.map((event) => ShopperSearched.parse(event).data)).to.deep.equal([
      { visitorId: 'anonymous', query: 'unicorn', total: 0 },
      { visitorId: 'anonymous', query: 'unicorn', total: 0 },
      { visitorId: 'anonymous', query: 'last', total: 0 },
    ]);
  });

  it('lesson 12: keeps no addresses and no numbers that somebody typed into the search box', async () => {
    gateway.upstreams.search.answers(() => ({ body: { items: [], total: 0 } }));
    const browser = createBrowser(gateway.url);
    const secrets = ['ada@example.org', '4242 4242 4242 4242', '+49 30 1234567'];

    for (const secret of secrets) await browser.get(`/search?q=${encodeURIComponent(secret)}`);
    await browser.post('/events', { events: [{ type: 'shopper.searched', data: { query: secrets[0], total: 1 } }] });

    const events = await recorded('shopper.searched', 4);
    expect(events.map(({ data }) => (data as { query: string }).query)).to.deep.equal(Array(4).fill('[redacted]'));
  });
});
