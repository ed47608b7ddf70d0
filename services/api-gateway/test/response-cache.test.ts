import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';
import { problem } from './support/stub-service.ts';

const page = (name: string) => ({ body: { items: [{ name }], nextCursor: null } });

describe('public reads', () => {
  let gateway: GatewayUnderTest;
  const get = (path: string, headers?: Record<string, string>) => createBrowser(gateway.url).get(path, headers);

  describe('while they are fresh', () => {
    before(async () => {
      gateway = await startGateway();
    });
    after(() => gateway.close());

    it('are fetched once, however many ask at once', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => page('shirt'));

      const answers = await Promise.all(Array.from({ length: 50 }, () => get('/products?category=shirts')));

      expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).to.have.length(1);
      expect(catalog.calls).to.have.length(1);
    });

    it('are one answer for all spellings of a query, defaults included', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => page('hat'));
      const before = catalog.calls.length;

      for (const path of [
        '/products?sort=newest',
        '/products?limit=20&sort=newest',
        '/products?sort=newest&limit=20',
      ]) {
        expect((await get(path)).body.items[0].name).to.equal('hat');
      }

      expect(catalog.calls.length - before).to.equal(1);
    });

    it('carry an ETag and Cache-Control, a request id of their own and never a cookie', async () => {
      const [first, second] = [await get('/categories'), await get('/categories')];

      expect(second.headers.get('etag')).to.match(/^W\/".+"$/);
      expect(second.headers.get('cache-control')).to.equal('public, max-age=60, stale-while-revalidate=30');
      expect(second.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(second.headers.getSetCookie()).to.deep.equal([]);
      expect(second.headers.get('x-request-id')).to.be.a('string').and.not.equal(first.headers.get('x-request-id'));
    });

    it('answer 304 without a body to who has them already', async () => {
      const etag = (await get('/categories')).headers.get('etag') ?? '';

      const unchanged = await get('/categories', { 'if-none-match': `"other", ${etag}` });
      const changed = await get('/categories', { 'if-none-match': '"other"' });

      expect([unchanged.status, unchanged.body]).to.deep.equal([304, '']);
      expect(unchanged.headers.get('etag')).to.equal(etag);
      expect(changed.status).to.equal(200);
    });

    it('answer HEAD with the head of GET', async () => {
      const full = await fetch(`${gateway.url}/api/v1/categories`);
      const head = await fetch(`${gateway.url}/api/v1/categories`, { method: 'HEAD' });

      expect(head.status).to.equal(200);
      expect(head.headers.get('content-length')).to.equal(String(Buffer.byteLength(await full.text())));
      expect(await head.text()).to.equal('');
    });

    it('that are not found are not asked for again within the second, and each refusal has its own request id', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => problem('not-found', 404));
      const before = catalog.calls.length;

      const [first, second] = [await get('/products/no-such'), await get('/products/no-such')];

      expect([first.status, second.status]).to.deep.equal([404, 404]);
      expect(catalog.calls.length - before).to.equal(1);
      expect(second.body.requestId).to.equal(second.headers.get('x-request-id'));
    });

    it('are never kept when they failed', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => problem('internal', 500));
      const failed = await get('/products?sort=popular');
      catalog.answers(() => page('recovered'));

      const recovered = await get('/products?sort=popular');

      expect(failed.status).to.equal(503);
      expect(recovered.body.items[0].name).to.equal('recovered');
    });

    it('pass on what the service finds wrong with a query', async () => {
      const errors = [{ path: 'cursor', message: 'is not a cursor of this list' }];
      gateway.upstreams.catalog.answers(() => problem('validation-failed', 422, { errors }));

      const answer = await get('/products?cursor=nonsense');

      expect(answer.status).to.equal(422);
      expect(answer.body.errors).to.deep.equal(errors);
    });

    it('refuse a query that is not known, so that nobody can fill the cache with nonsense', async () => {
      const before = gateway.upstreams.catalog.calls.length;

      const answers = await Promise.all(
        ['/products?limt=3', '/products?limit=1000', '/products?limit=1&limit=2', '/products?category=%00'].map(
          (path) => get(path),
        ),
      );

      expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422]);
      expect(gateway.upstreams.catalog.calls.length).to.equal(before);
    });

    it('of recommendations are shared unless they are for a visitor', async () => {
      const { recommendations } = gateway.upstreams;
      recommendations.answers(({ subject }) => ({ body: { items: [], for: subject.visitorId ?? 'anybody' } }));
      const visitor = createBrowser(gateway.url);
      await visitor.get('/cart');

      const answers = [
        await get('/recommendations'),
        await visitor.get('/recommendations'),
        await get('/recommendations'),
      ];

      expect(answers.map(({ body }) => body.for === 'anybody')).to.deep.equal([true, false, true]);
    });

    it('are fetched anew after the merchant changed something', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => page('old price'));
      await get('/products?sort=price-asc');
      const admin = createBrowser(gateway.url);
      const signedIn = await admin.post('/auth/sign-in', {
        email: 'admin@evermart.test',
        password: 'staple correct horse',
      });
      expect(signedIn.status).to.equal(200);
      catalog.answers(({ method }) => (method === 'PUT' ? { body: { sku: 'A-1' } } : page('new price')));

      const change = await admin.call('PUT', '/admin/stock/A-1', { onHand: 3 });
      const after = await get('/products?sort=price-asc');

      expect(change.status).to.equal(200);
      expect(after.body.items[0].name).to.equal('new price');
    });
  });

  describe('when they are no longer fresh', () => {
    before(async () => {
      gateway = await startGateway({ cacheTtlMs: 40, staleMs: 60_000 });
    });
    after(() => gateway.close());

    it('are served at once while a new answer is fetched in the background', async () => {
      const { catalog } = gateway.upstreams;
      let edition = 1;
      catalog.answers(() => page(`edition ${edition}`));
      await get('/products');
      edition = 2;
      await eventually(async () => (await get('/products')).body.items[0].name === 'edition 2');

      let release = () => {};
      catalog.answers(
        () =>
          new Promise((resolve) => {
            release = () => resolve(page('edition 3'));
          }),
      );
      const asked = catalog.calls.length;
      await eventually(async () => {
        const answer = await get('/products');
        expect(answer.body.items[0].name).to.equal('edition 2');
        return catalog.calls.length > asked;
      });
      release();

      await eventually(async () => (await get('/products')).body.items[0].name === 'edition 3');
    });

    it('are renewed a few at a time, so that what nobody has yet need not wait behind hundreds of them', async () => {
      const { search } = gateway.upstreams;
      const paths = Array.from({ length: 40 }, (_, index) => `/search?q=word${index}`);
      let asking = 0;
      let mostAtOnce = 0;
      search.answers(async () => {
        asking += 1;
        mostAtOnce = Math.max(mostAtOnce, asking);
        await delay(5);
        asking -= 1;
        return { body: { items: [], total: 0 } };
      });
      for (const path of paths) await get(path);
      mostAtOnce = 0;
      const asked = search.calls.length;

      await eventually(async () => {
        await Promise.all(paths.map((path) => get(path)));
        return search.calls.length >= asked + paths.length;
      });

      expect(mostAtOnce).to.be.within(1, 4);
    });

    it('go on while the service is down, and say so when they are old', async () => {
      const { search } = gateway.upstreams;
      search.answers(() => ({ body: { items: [], total: 7 } }));
      await get('/search?q=hat');
      await search.stop();

      const answers = await Promise.all(Array.from({ length: 20 }, () => get('/search?q=hat')));
      await search.comeBack();

      expect(answers.every(({ status, body }) => status === 200 && body.total === 7)).to.equal(true);
    });
  });

  describe('beyond the time that they may be served stale', () => {
    before(async () => {
      gateway = await startGateway({ cacheTtlMs: 20, staleMs: 0 });
    });
    after(() => gateway.close());

    it('are served with a warning when the service is down, and only then', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => page('shoe'));
      await get('/products?category=shoes');
      await catalog.stop();

      const outdated = await eventually(async () => {
        const answer = await get('/products?category=shoes');
        return answer.headers.has('warning') && answer;
      });
      const unknown = await get('/products?category=boots');

      expect(outdated.body.items[0].name).to.equal('shoe');
      expect(unknown.status).to.equal(503);
      expect(unknown.headers.get('retry-after')).to.equal('1');
    });
  });

  describe('with the cache turned off', () => {
    before(async () => {
      gateway = await startGateway({ cacheTtlMs: 0 });
    });
    after(() => gateway.close());

    it('ask the service each time', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => page('fresh'));

      const answers = [await get('/products'), await get('/products')];

      expect(catalog.calls).to.have.length(2);
      expect(answers[0]?.headers.get('cache-control')).to.equal('no-cache');
    });
  });
});
