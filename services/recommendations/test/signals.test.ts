import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { startRecommendations } from './recommendations-fixture.ts';

describe('signals', () => {
  let shop: Awaited<ReturnType<typeof startRecommendations>>;

  beforeEach(async () => {
    shop = await startRecommendations();
  });
  afterEach(() => shop.close());

  it('of the same event are counted once, however often and at once it comes', async () => {
    const id = randomUUID();
    await Promise.all(Array.from({ length: 20 }, () => shop.buy(['shirt', 'scarf'], id)));
    await shop.tally.flush();

    expect((await shop.signals.boughtTogether('shirt')).get('scarf')).to.equal(1);
    expect((await shop.signals.boughtTogether('scarf')).get('shirt')).to.equal(1);
    expect((await shop.signals.popularity()).points).to.deep.equal({ shirt: 5, scarf: 5 });
  });

  it('of different orders add up, also at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => shop.buy(['shirt', 'scarf'])));

    expect((await shop.signals.boughtTogether('shirt')).get('scarf')).to.equal(20);
  });

  it('of one order pair its products, each once, and none with itself', async () => {
    await shop.buy(['shirt', 'shirt', 'scarf', 'hat']);

    expect([...(await shop.signals.boughtTogether('shirt'))]).to.have.deep.members([
      ['scarf', 1],
      ['hat', 1],
    ]);
  });

  it('cost one write for an order of one product, three for two, and no more than 31', async () => {
    const writesOf = async (slugs: readonly string[]) => {
      const before = shop.writes.total();
      await shop.buy(slugs);
      return shop.writes.total() - before;
    };

    expect(await writesOf(['shirt'])).to.equal(1);
    expect(await writesOf(['shirt', 'scarf'])).to.equal(3);
    expect(await writesOf(Array.from({ length: 40 }, (_, index) => `thing-${index}`))).to.equal(31);
  });

  it('of a visitor come by time, whatever the order of arrival, each product once', async () => {
    const visitor = randomUUID();
    await shop.view(visitor, 'hat', '2026-11-24T10:00:00.000Z');
    await shop.view(visitor, 'shirt', '2026-11-24T09:00:00.000Z');
    await shop.view(visitor, 'scarf', '2026-11-24T11:00:00.000Z');
    await shop.view(visitor, 'shirt', '2026-11-24T12:00:00.000Z');

    expect(await shop.signals.recentInterests(visitor, 30)).to.deep.equal(['shirt', 'scarf', 'hat']);
    expect(await shop.signals.recentInterests(visitor, 2)).to.deep.equal(['shirt', 'scarf']);
  });

  it('of a cart that comes twice count once', async () => {
    for (let copy = 0; copy < 2; copy += 1) await shop.addToCart('visitor', 'hat', '2026-11-24T10:00:00.000Z');
    await shop.tally.flush();

    expect((await shop.signals.popularity()).points).to.deep.equal({ hat: 1 });
  });

  it('that name no possible product are passed over', async () => {
    await shop.view('visitor', '<script>');
    await shop.addToCart('visitor', '../etc', '2026-11-24T10:00:00.000Z');
    await shop.tally.flush();

    expect(await shop.signals.recentInterests('visitor', 30)).to.deep.equal([]);
    expect((await shop.signals.popularity()).points).to.deep.equal({});
  });

  it('lesson 12: leave nothing personal in the table', async () => {
    await shop.buy(['shirt', 'scarf']);
    await shop.view('visitor', 'hat');
    await shop.tally.flush();

    const items = await shop.storedItems();

    const members = new Set(items.flatMap((item) => Object.keys(item)));
    expect([...members].sort()).to.deep.equal(
      ['asOfMs', 'expiresAtSeconds', 'item', 'orders', 'points', 'revision', 'scope'].sort(),
    );
    expect(JSON.stringify(items)).not.to.match(/ada|@/i);
  });

  it('expire, all but the popular products', async () => {
    await shop.buy(['shirt', 'scarf']);
    await shop.view('visitor', 'hat');

    const expiries = (await shop.storedItems()).map(({ expiresAtSeconds }) => Number(expiresAtSeconds));

    expect(expiries).to.have.lengthOf(4);
    for (const expiry of expiries) expect(expiry).to.be.above(Date.now() / 1000 + 15 * 86_400);
  });
});
