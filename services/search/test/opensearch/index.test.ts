import { Client } from '@opensearch-project/opensearch';
import { expect } from 'chai';
import { eventually } from '../../../../test/support/eventually.ts';
import { aProduct } from '../a-product.ts';
import { startBreakableProxy } from '../breakable-proxy.ts';
import { namesOf, type SearchUnderTest, type StartSearchOptions, startSearch } from '../search-fixture.ts';
import { startStubCatalog } from '../stub-catalog.ts';
import { emptyOpenSearch, firstStartTimeoutMs } from './opensearch-server.ts';

/** The index has what is needed, and answers itself. */
function indexed(shop: SearchUnderTest, q: string, total: number) {
  return eventually(async () => {
    const result = await shop.search({ q });
    return !result.degraded && result.total === total && result;
  });
}

describe('lesson 14: the index', () => {
  let openSearch: Awaited<ReturnType<typeof emptyOpenSearch>>;
  let openSearchUrl: string;
  let client: Client;
  /** What a test started: indices have fixed names, so a service that a failed test left would spoil the next one's. */
  const ends: (() => Promise<void>)[] = [];

  before(async function () {
    this.timeout(firstStartTimeoutMs);
    await emptyOpenSearch();
  });
  beforeEach(async () => {
    openSearch = await emptyOpenSearch();
    openSearchUrl = openSearch.url;
    client = new Client({ node: openSearchUrl });
  });
  afterEach(async () => {
    for (const step of ends.splice(0).reverse()) await step();
    await client.close();
  });

  const indices = async () => {
    const { body } = await client.indices.get({ index: 'products-*' });
    return Object.keys(body);
  };

  async function start(options: Omit<StartSearchOptions, 'openSearchUrl'> & { openSearchUrl?: string } = {}) {
    const shop = await startSearch({ openSearchUrl, ...options });
    ends.push(shop.close);
    return shop;
  }

  async function startCatalog() {
    const catalog = await startStubCatalog();
    ends.push(catalog.close);
    return catalog;
  }

  async function startProxy() {
    const proxy = await startBreakableProxy(openSearchUrl);
    ends.push(proxy.close);
    return proxy;
  }

  describe('follows the catalogue', () => {
    let shop: SearchUnderTest;

    beforeEach(async () => {
      const catalog = await startCatalog();
      catalog.sell(aProduct({ id: 'one', name: 'Linen Shirt' }), aProduct({ id: 'two', name: 'Denim Shirt' }));
      shop = await start({ catalog });
      await indexed(shop, 'shirt', 2);
    });

    it('within 2 s of a new product, a change and a withdrawal', async () => {
      const startedMs = performance.now();
      shop.catalog.sell(aProduct({ id: 'three', name: 'Silk Shirt' }));
      shop.catalog.sell(aProduct({ id: 'one', name: 'Cotton Blouse', version: 2 }));
      shop.catalog.documents.delete('two');
      shop.publish('product.created', 'three', 1);
      shop.publish('product.updated', 'one', 2);
      shop.publish('product.deleted', 'two', 2);

      const result = await indexed(shop, 'shirt', 1);

      expect(namesOf(result)).to.deep.equal(['Silk Shirt']);
      expect(performance.now() - startedMs).to.be.below(2_000);
    });

    it('shows what turned unavailable', async () => {
      shop.catalog.sell(aProduct({ id: 'one', name: 'Linen Shirt', version: 2, available: false }));
      shop.publish('stock.changed', 'one');

      await eventually(async () => (await shop.search({ q: 'linen' })).items[0]?.available === false);
    });

    it('indifferent to events that are late, repeated and in disorder', async () => {
      shop.catalog.documents.delete('two');
      shop.catalog.sell(aProduct({ id: 'one', name: 'Wool Shirt', version: 7 }));
      shop.publish('product.deleted', 'two', 9);
      await shop.queue.drained();
      for (const version of [3, 7, 1, 7]) shop.publish('product.updated', 'one', version);
      shop.publish('product.updated', 'two', 4);
      shop.publish('stock.changed', 'two');
      await shop.queue.drained();

      await indexed(shop, 'wool', 1);
      expect(namesOf(await indexed(shop, 'shirt', 1))).to.deep.equal(['Wool Shirt']);
    });

    it('asks catalog once for many events of one product', async () => {
      const { asked } = shop.catalog.state;
      shop.catalog.sell(aProduct({ id: 'one', name: 'Wool Shirt', version: 2 }));
      for (let count = 0; count < 10; count += 1) shop.publish('stock.changed', 'one');
      await shop.queue.drained();

      expect(asked.filter((path) => path === '/documents/one').length).to.be.within(1, 4);
    });

    it('keeps events in the queue while catalog is away, and none becomes a dead letter', async () => {
      shop.catalog.state.broken = true;
      shop.catalog.sell(aProduct({ id: 'one', name: 'Wool Shirt', version: 2 }));
      shop.publish('product.updated', 'one', 2);
      await eventually(() => shop.logged('queue.message-failed').length > 0);
      await eventually(() => shop.catalog.state.asked.filter((path) => path === '/documents?limit=1').length > 2);
      shop.catalog.state.broken = false;

      await indexed(shop, 'wool', 1);
      expect(shop.logged('queue.message-failed').length).to.be.below(4);
      expect(shop.queue.deadLetters()).to.deep.equal([]);
    });

    it('sets a product aside that can not be indexed, without holding up others', async () => {
      const product = aProduct({ id: 'odd', name: 'Odd Shirt' });
      shop.catalog.sell({ ...product, createdAt: 'yesterday' }, aProduct({ id: 'even', name: 'Even Shirt' }));
      shop.publish('product.created', 'odd');
      shop.publish('product.created', 'even');

      await indexed(shop, 'even', 1);
    });
  });

  it('is built while catalog answers, and then takes over', async () => {
    const catalog = await startCatalog();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    catalog.state.beforePage = () => gate;
    catalog.sell(aProduct({ name: 'Linen Shirt' }));
    const shop = await start({ catalog });

    const before = await shop.search({ q: 'shirt' });
    open();
    const after = await indexed(shop, 'shirt', 1);

    expect(before.degraded).to.equal(true);
    expect(after.degraded).to.equal(false);
  });

  it('is rebuilt while the old one answers, and takes in what changes meanwhile', async () => {
    const shop = await start();
    shop.catalog.sell(...Array.from({ length: 250 }, (_, index) => aProduct({ name: `Shirt ${index}` })));
    const [first = '', second = ''] = [...shop.catalog.documents.keys()].sort();
    await indexed(shop, 'shirt', 250);
    const change = async (id: string) => {
      shop.catalog.sell(aProduct({ id, name: 'Blouse', version: 2 }));
      shop.publish('product.updated', id, 2);
      await shop.queue.drained();
    };
    let pages = 0;
    shop.catalog.state.beforePage = async () => {
      pages += 1;
      // It is on the page that is on its way: what that says must not overwrite what the event brought.
      if (pages === 1) await change(first);
      // It was on the page before: only the event can bring it.
      if (pages === 2) await change(second);
    };

    let degraded = 0;
    let done = false;
    const shopper = (async () => {
      while (!done) degraded += (await shop.search({ q: 'shirt' })).degraded ? 1 : 0;
    })();
    const answer = await shop.as({})('POST', '/index/rebuild');
    await eventually(() => shop.logged('search.rebuild-finished').length === 2);
    done = true;
    await shopper;

    expect(answer.status).to.equal(202);
    expect(pages).to.be.at.least(3);
    expect(degraded).to.equal(0);
    expect((await shop.search({ q: 'shirt' })).total).to.equal(248);
    expect((await shop.search({ q: 'blouse' })).total).to.equal(2);
    await eventually(async () => (await indices()).join() === 'products-2');
  });

  it('is built by one of several processes', async () => {
    const catalog = await startCatalog();
    catalog.sell(...Array.from({ length: 120 }, (_, index) => aProduct({ name: `Shirt ${index}` })));
    const shops = await Promise.all([1, 2, 3].map(() => start({ catalog })));

    await Promise.all(shops.map((shop) => indexed(shop, 'shirt', 120)));
    for (const shop of shops) await shop.as({})('POST', '/index/rebuild');
    await eventually(async () => shops.flatMap((shop) => shop.logged('search.rebuild-finished')).length >= 2);

    const started = shops.flatMap((shop) => shop.logged('search.rebuild-started'));
    expect(started.filter(({ reason }) => reason === 'missing')).to.have.lengthOf(1);
    await eventually(async () => (await indices()).length === 1);
  });

  it('comes back by itself when OpenSearch has lost everything', async () => {
    const shop = await start();
    shop.catalog.sell(aProduct({ name: 'Linen Shirt' }));
    await indexed(shop, 'shirt', 1);

    await client.indices.delete({ index: 'products-*,search-state' });
    expect((await shop.search({ q: 'shirt' })).total).to.equal(1);

    await indexed(shop, 'shirt', 1);
  });

  it('notices a catalogue that was filled without events', async () => {
    const shop = await start();
    await eventually(() => shop.logged('search.rebuild-finished').length === 1);

    shop.catalog.sell(aProduct({ name: 'Linen Shirt' }), aProduct({ name: 'Denim Shirt' }));

    await eventually(async () => (await shop.search({ q: 'shirt' })).total === 2, { withinMs: 15_000 });
  });

  it('is built again after nobody followed it for too long, and not after a short while', async () => {
    const catalog = await startCatalog();
    catalog.sell(aProduct({ id: 'one', name: 'Linen Shirt' }));
    const first = await start({ catalog });
    await indexed(first, 'linen', 1);
    await first.close();
    catalog.sell(aProduct({ id: 'one', name: 'Wool Shirt', version: 2 }));

    const soon = await start({ catalog });
    expect((await indexed(soon, 'linen', 1)).total).to.equal(1);
    await soon.close();
    expect(soon.logged('search.rebuild-started')).to.deep.equal([]);

    const late = await start({ catalog, maxGapMs: 1 });
    await indexed(late, 'wool', 1);
    expect(late.logged('search.rebuild-started')[0]).to.include({ reason: 'behind' });
  });

  it('outlasts an OpenSearch that is cut off and hangs, without a restart', async () => {
    const proxy = await startProxy();
    const shop = await start({ openSearchUrl: proxy.url });
    shop.catalog.sell(aProduct({ id: 'one', name: 'Linen Shirt' }));
    await indexed(shop, 'shirt', 1);

    for (const trouble of [proxy.cut, proxy.hang]) {
      trouble();
      expect((await shop.search({ q: 'shirt' })).degraded).to.equal(true);
      shop.catalog.sell(aProduct({ id: 'two', name: 'Denim Shirt' }));
      shop.publish('product.created', 'two');
      proxy.heal();
      await indexed(shop, 'shirt', 2);
    }
    expect(shop.queue.deadLetters()).to.deep.equal([]);
  });

  it('needs no restart of search when OpenSearch is killed and comes back', async () => {
    const shop = await start();
    shop.catalog.sell(aProduct({ id: 'one', name: 'Linen Shirt' }));
    await indexed(shop, 'shirt', 1);

    await openSearch.kill();
    const meanwhile = await shop.search({ q: 'shirt' });
    shop.catalog.sell(aProduct({ id: 'two', name: 'Denim Shirt' }));
    shop.publish('product.created', 'two');
    await openSearch.start();

    expect(meanwhile.degraded).to.equal(true);
    await indexed(shop, 'shirt', 2);
    expect(shop.logged('search.rebuild-started')).to.have.lengthOf(1);
    expect(shop.queue.deadLetters()).to.deep.equal([]);
  });

  it('answers a next page that it can not give with 503, instead of starting over', async () => {
    const proxy = await startProxy();
    const shop = await start({ openSearchUrl: proxy.url });
    shop.catalog.sell(aProduct({ name: 'Linen Shirt' }), aProduct({ name: 'Denim Shirt' }));
    const { nextCursor } = await indexed(shop, 'shirt', 2).then(() => shop.search({ q: 'shirt', limit: 1 }));
    proxy.cut();

    const own = await shop.call('GET', `/search?q=shirt&limit=1&cursor=${nextCursor}`);
    const catalogs = await shop.call('GET', '/search?q=shirt&cursor=from-catalog');

    expect(own.status).to.equal(503);
    expect(own.headers.get('retry-after')).to.equal('1');
    expect(catalogs.status).to.equal(200);
  });
});
