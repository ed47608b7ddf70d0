import { StockChanged } from '@evermart/contracts/events/product-events';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { startOutboxRelay } from '@evermart/kit/outbox';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { freshTopic } from '../../../test/support/messaging.ts';
import { startExpirySweeper } from '../reservations/expiry-sweeper.ts';
import { type Catalog, startCatalog } from './catalog-under-test.ts';

const logger = quietLogger('catalog');

describe('stock', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
  });

  after(() => catalog.stop());

  const changes = async (sku: string) => {
    const rows = await catalog.postgres.query<{ event: unknown }>(
      `SELECT event FROM outbox WHERE event ->> 'type' = 'stock.changed' AND event ->> 'subject' = $1 ORDER BY id`,
      [sku],
    );
    return rows.map(({ event }) => StockChanged.parse(event).data.available);
  };

  it('is counted by a merchant, never below what is reserved', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    await catalog.reserve('counted', [{ sku, quantity: 3 }]);

    const enough = await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand: 3 });
    const tooFew = await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand: 2 });

    expect([enough.status, enough.body]).to.deep.equal([200, { sku, onHand: 3, reserved: 3, available: 0 }]);
    expect([tooFew.status, tooFew.body.type]).to.deep.equal([409, '/problems/invalid-state']);
    expect(tooFew.body.detail).to.contain('3');
    expect((await catalog.stockOf(sku)).onHand).to.equal(3);
  });

  it('of an unknown SKU is 404, a count that makes no sense 422', async () => {
    const { sku } = await catalog.addProduct();

    for (const [unknown, code] of [
      ['NO-SUCH-SKU', 'unknown-sku'],
      ['not%20a%20sku', 'not-found'],
    ]) {
      const answers = [
        await catalog.admin('GET', `/admin/stock/${unknown}`),
        await catalog.admin('PUT', `/admin/stock/${unknown}`, { onHand: 1 }),
      ];
      expect(answers.map(({ body }) => body.type)).to.deep.equal(Array(2).fill(`/problems/${code}`));
    }
    for (const onHand of [-1, 1.5, '7', 10_000_001]) {
      expect((await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand })).status).to.equal(422);
    }
  });

  it('tells when a SKU turns available or unavailable, and not at each sale', async () => {
    const { sku, id: productId } = await catalog.addProduct({ onHand: 3 });
    const lines = [{ sku, quantity: 1 }];

    await catalog.reserve('a', lines);
    await catalog.checkout('POST', '/reservations/a/commit', { lines });
    expect(await changes(sku)).to.deep.equal([]);
    await catalog.reserve('b', [{ sku, quantity: 2 }]);
    await catalog.checkout('POST', '/reservations/b/release');
    await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand: 0 });
    await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand: 9 });
    await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand: 8 });

    expect(await changes(sku)).to.deep.equal([false, true, false, true]);
    const { body } = await catalog.caller('search')('GET', `/documents/${productId}`);
    expect([body.version, body.summary.available]).to.deep.equal([5, true]);
  });

  it('lesson 9: every event of a change reaches the topic', async () => {
    const topic = await freshTopic();
    const publisher = createEventPublisher(topic);
    const { sku, id: productId } = await catalog.addProduct({ onHand: 1 });
    await catalog.reserve('told', [{ sku, quantity: 1 }]);

    const relay = startOutboxRelay({ postgres: catalog.postgres, publisher, logger, idleMs: 5 });
    try {
      const [change] = await eventually(() => {
        const seen = topic.events().filter(({ subject }) => subject === sku);
        return seen.length > 0 && seen;
      });
      expect(change).to.include({ type: 'stock.changed', source: '/evermart/region-a/catalog' });
      expect(change?.data).to.deep.equal({ productId, sku, available: false });
      const ofProduct = topic.events().filter(({ subject }) => subject === productId);
      expect(ofProduct.map(({ type }) => type)).to.deep.equal(['product.created']);
    } finally {
      await relay.stop();
      publisher.close();
    }
  });

  it('comes back from abandoned checkouts by itself, whichever of several sweepers is first', async () => {
    const { sku } = await catalog.addProduct({ onHand: 500 });
    const ids = Array.from({ length: 500 }, (_, index) => `abandoned-${index}`);
    await Promise.all(ids.map((id) => catalog.reserve(id, [{ sku, quantity: 1 }], 1)));
    expect((await catalog.stockOf(sku)).available).to.equal(0);

    const { reservations } = catalog;
    const sweepers = [1, 2, 3].map(() => startExpirySweeper({ reservations, logger, idleMs: 20 }));
    await eventually(async () => (await catalog.stockOf(sku)).available === 500);
    await Promise.all(sweepers.map(({ stop }) => stop()));

    expect(await catalog.stockOf(sku)).to.deep.equal({ sku, onHand: 500, reserved: 0, available: 500 });
    const [last, before] = (await changes(sku)).toReversed();
    expect([last, before]).to.deep.equal([true, false]);
  });
});
