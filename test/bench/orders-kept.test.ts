import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { assertOrdersKept } from '../../scripts/bench/assert-orders-kept.ts';
import { measureOrders } from '../../scripts/bench/measure-orders.ts';
import { type Shop, theShop } from '../support/shop.ts';

describe('lesson 21: the load generator proves that it buys', () => {
  let shop: Shop;

  before(async function () {
    this.timeout(120_000);
    shop = await theShop();
  });

  it('finds every order that it counted in the order database and in the ledger of the provider', async function () {
    this.timeout(60_000);
    const { sku } = await shop.newProduct({ onHand: 10_000 });

    const measured = await measureOrders({ origin: shop.url, nextSku: () => sku, connections: 4, seconds: 2 });

    expect(measured.failures).to.equal(0);
    expect(measured.confirmed.length + measured.accepted.length)
      .to.equal(measured.requests)
      .and.to.be.greaterThan(0);
    await shop.settledAudit();
    await assertOrdersKept(shop.platform, [{ via: 'edge', connections: 4, measured, drainedAfterMs: 0 }]);
  });

  it('fails when an order that it counted is nowhere', async () => {
    const measured = {
      ...{ perSecond: 1, p50Ms: 1, p95Ms: 1, p99Ms: 1, requests: 1, failures: 0, accepted: [] },
      confirmed: [`chk_${randomUUID()}`],
    };

    const error = await assertOrdersKept(shop.platform, [
      { via: 'edge', connections: 1, measured, drainedAfterMs: 0 },
    ]).then(
      () => undefined,
      (thrown: Error) => thrown,
    );

    expect(error?.message).to.include('1 of 1 orders are missing');
  });
});
