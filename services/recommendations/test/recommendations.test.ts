import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freePort } from '../../../test/support/free-port.ts';
import { startRecommendations } from './recommendations-fixture.ts';

type Shop = Awaited<ReturnType<typeof startRecommendations>>;

describe('recommendations', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startRecommendations();
    for (let index = 1; index <= 20; index += 1) shop.catalog.sell(`product-${index}`);
  });
  afterEach(() => shop.close());

  it("are catalog's popular products while nothing is known", async () => {
    const slugs = await shop.recommended(undefined);

    expect(slugs).to.deep.equal(Array.from({ length: 12 }, (_, index) => `product-${index + 1}`));
    expect(await shop.recommended(randomUUID(), 'product-3'))
      .to.have.lengthOf(12)
      .and.not.include('product-3');
    expect(await shop.recommended(randomUUID(), 'never-heard-of')).to.have.lengthOf(12);
  });

  it('beside a product begin with what was bought with it most often', async () => {
    await shop.buy(['product-1', 'product-18']);
    for (let orders = 0; orders < 3; orders += 1) await shop.buy(['product-1', 'product-19']);
    await shop.buy(['product-18', 'product-17']);

    const slugs = await shop.recommended(undefined, 'product-1');

    expect(slugs.slice(0, 2)).to.deep.equal(['product-19', 'product-18']);
    expect(slugs).to.have.lengthOf(12);
    expect(new Set(slugs).size).to.equal(12);
  });

  it('tell how many of the first were bought together, so that no other is called so', async () => {
    await shop.buy(['product-1', 'product-18']);
    await shop.buy(['product-1', 'product-19']);
    const toldBeside = async (slug: string) => (await shop.ask(undefined, `?product=${slug}`)).body.boughtTogether;

    expect(await toldBeside('product-1')).to.equal(2);
    expect(await toldBeside('product-5')).to.equal(0);
  });

  it('for a visitor follow what was looked at last, and leave that out', async () => {
    const visitor = randomUUID();
    await shop.buy(['product-15', 'product-20']);
    await shop.buy(['product-14', 'product-19']);
    await shop.view(visitor, 'product-14', '2026-11-24T08:00:00.000Z');
    await shop.addToCart(visitor, 'product-15', '2026-11-24T09:00:00.000Z');

    const slugs = await shop.recommended(visitor);

    expect(slugs.slice(0, 2)).to.deep.equal(['product-20', 'product-19']);
    expect(slugs).not.to.include.members(['product-14']).and.not.include('product-15');
  });

  it("of one visitor don't show what another one looked at", async () => {
    const [ada, ben] = [randomUUID(), randomUUID()];
    await shop.buy(['product-15', 'product-20']);
    await shop.view(ada, 'product-15');

    expect((await shop.recommended(ada))[0]).to.equal('product-20');
    expect((await shop.recommended(ben))[0]).to.equal('product-1');
  });

  it('go on with what sells best', async () => {
    for (let orders = 0; orders < 2; orders += 1) await shop.buy(['product-16']);
    await shop.buy(['product-17']);
    await shop.addToCart(randomUUID(), 'product-18');
    await shop.tally.flush();

    const slugs = await shop.recommended(undefined);

    expect(slugs.slice(0, 3)).to.deep.equal(['product-16', 'product-17', 'product-18']);
  });

  it('put what is available before what is sold out, and leave out what is no longer sold', async () => {
    await shop.buy(['product-1', 'product-18']);
    await shop.buy(['product-1', 'product-19']);
    await shop.buy(['product-1', 'product-20']);
    shop.catalog.sell('product-18', { available: false });
    shop.catalog.withdraw('product-19');

    const slugs = await shop.recommended(undefined, 'product-1');

    expect(slugs.slice(0, 2)).to.deep.equal(['product-20', 'product-18']);
    expect(slugs).not.to.include('product-19');
  });

  it('come while the table is away', async () => {
    const blind = await startRecommendations({ tableEndpoint: `http://127.0.0.1:${await freePort()}` });
    blind.catalog.sell('product-1');
    const visitor = randomUUID();

    const slugs = await blind.recommended(visitor, 'product-9');
    const ready = await fetch(`${blind.baseUrl}/health/ready`);
    await blind.close();

    expect(slugs).to.deep.equal(['product-1']);
    expect(ready.status).to.equal(200);
  });

  it('answer 503 while catalog is away, and come back with it', async () => {
    await shop.buy(['product-1', 'product-18']);
    shop.catalog.state.broken = true;
    expect((await shop.ask(undefined, '?product=product-1')).status).to.equal(503);

    shop.catalog.state.broken = false;
    expect(await shop.recommended(undefined, 'product-1')).to.have.lengthOf(12);
  });

  it('refuse a parameter that is not known and what can be no slug', async () => {
    expect((await shop.ask(undefined, '?limit=3')).status).to.equal(422);
    expect((await shop.ask(undefined, '?product=Not%20a%20slug')).status).to.equal(422);
  });
});
