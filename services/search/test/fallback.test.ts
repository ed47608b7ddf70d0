import { createServer } from 'node:net';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { aProduct } from './a-product.ts';
import { startBreakableProxy } from './breakable-proxy.ts';
import { namesOf, type SearchUnderTest, startSearch } from './search-fixture.ts';

describe('search without OpenSearch', () => {
  let shop: SearchUnderTest;

  before(async () => {
    shop = await startSearch();
    shop.catalog.sell(aProduct({ name: 'Linen Shirt' }));
  });
  after(() => shop.close());

  it("answers catalog's result byte for byte, degraded", async () => {
    const result = await shop.search({ q: 'linen', sort: 'price-asc', limit: 3 });

    expect(namesOf(result)).to.deep.equal(['Linen Shirt']);
    expect(result).to.include({ degraded: true, nextCursor: 'from-catalog' });
    expect(shop.catalog.state.asked.at(-1)).to.equal('/search?q=linen&sort=price-asc&limit=3');
  });

  it("passes catalog's refusal of a cursor on", async () => {
    const { status, headers, body } = await shop.call('GET', '/search?q=linen&cursor=bad');

    expect(status).to.equal(422);
    expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(body.errors[0].path).to.equal('cursor');
  });

  it("passes catalog's suggestions on", async () => {
    const { status, body } = await shop.call('GET', '/search/suggestions?q=lin');

    expect(status).to.equal(200);
    expect(body.items).to.deep.equal([{ text: 'from catalog' }]);
  });

  it('refuses unknown parameters and bad bounds itself', async () => {
    for (const path of [
      '/search?colour=red',
      '/search?minPrice=-1',
      '/search?sort=best',
      '/search?q=a&q=b',
      '/search/suggestions',
    ]) {
      expect((await shop.call('GET', path)).status, path).to.equal(422);
    }
  });

  it('records a search that finds nothing', async () => {
    await shop.search({ q: 'nothing' });

    expect(shop.logged('search.no-results').at(-1)).to.include({ queryLength: 7, degraded: true });
  });

  it('is ready, and says 503 with Retry-After only while catalog is away as well', async () => {
    shop.catalog.state.broken = true;
    const ready = await fetch(`${shop.baseUrl}/health/ready`);
    const { status } = await shop.call('GET', '/search?q=linen');
    shop.catalog.state.broken = false;

    expect(ready.status).to.equal(200);
    expect(status).to.equal(503);
  });

  it('has no index to rebuild, and says what to do', async () => {
    const { status, body } = await shop.as({})('POST', '/index/rebuild');

    expect(status).to.equal(409);
    expect(body.detail).to.include('OPENSEARCH_URL');
  });

  it('lets nobody but an admin or a service ask for a rebuild', async () => {
    expect((await shop.call('POST', '/index/rebuild')).status).to.equal(403);
    expect(
      (await shop.as({ visitorId: 'v', customerId: 'c', groups: ['admin'] })('POST', '/index/rebuild')).status,
    ).to.equal(409);
  });
});

describe('search with an OpenSearch that is away', () => {
  it('answers from catalog while nothing listens', async () => {
    const shop = await startSearch({ openSearchUrl: `http://127.0.0.1:${await freePort()}` });
    shop.catalog.sell(aProduct({ name: 'Linen Shirt' }));

    const result = await shop.search({ q: 'linen' });
    const suggestions = await shop.call('GET', '/search/suggestions?q=lin');
    const ready = await fetch(`${shop.baseUrl}/health/ready`);
    await shop.close();

    expect(result.degraded).to.equal(true);
    expect(suggestions.body.items).to.deep.equal([{ text: 'from catalog' }]);
    expect(ready.status).to.equal(200);
  });

  it('lesson 7: waits 800 ms for one that hangs, and after three times no more', async () => {
    const hole = createServer(() => {});
    await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve));
    const address = hole.address();
    const proxy = await startBreakableProxy(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    proxy.hang();
    const shop = await startSearch({ openSearchUrl: proxy.url });

    const times: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const startedMs = performance.now();
      expect((await shop.search({ q: 'linen' })).degraded).to.equal(true);
      times.push(performance.now() - startedMs);
    }
    await proxy.close();
    await shop.close();
    hole.close();

    for (const time of times.slice(0, 3)) expect(time).to.be.within(750, 1_500);
    expect(times[3]).to.be.below(300);
  });

  it('leaves events in the queue until OpenSearch is there, without one receive in vain', async () => {
    const shop = await startSearch({ openSearchUrl: `http://127.0.0.1:${await freePort()}` });
    shop.publish('product.updated', 'p-1');
    await eventually(() => shop.logged('search.index-keeper.failing').length > 0);
    await shop.close();

    expect(shop.queue.waiting()).to.equal(1);
    expect(shop.logged('queue.message-failed')).to.deep.equal([]);
  });
});
