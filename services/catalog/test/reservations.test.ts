import { randomUUID } from 'node:crypto';
import { Reservation } from '@evermart/contracts/http/catalog';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { type Catalog, newSku, startCatalog } from './catalog-under-test.ts';

describe('reservations', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
  });

  after(() => catalog.stop());

  const commit = (id: string, lines: { sku: string; quantity: number }[]) =>
    catalog.checkout('POST', `/reservations/${id}/commit`, { lines });
  const release = (id: string) => catalog.checkout('POST', `/reservations/${id}/release`);
  const restock = (id: string) => catalog.caller('order')('POST', `/reservations/${id}/restock`);
  const levels = async (sku: string) => {
    const { onHand, reserved, available } = await catalog.stockOf(sku);
    return { onHand, reserved, available };
  };

  it('price the lines and take them out of what others can buy', async () => {
    const product = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();

    const answer = await catalog.reserve(id, [{ sku: product.sku, quantity: 2 }]);

    expect(answer.status).to.equal(200);
    expect(Reservation.parse(answer.body)).to.deep.equal({
      checkoutId: id,
      status: 'reserved',
      lines: [
        {
          sku: product.sku,
          productId: product.id,
          productSlug: product.slug,
          name: 'Paper Lamp',
          image: { url: '/media/products/lamp.svg', alt: 'A lamp' },
          unitPrice: { amountMinor: 1999, currency: 'EUR' },
          quantity: 2,
        },
      ],
    });
    expect(await levels(product.sku)).to.deep.equal({ onHand: 5, reserved: 2, available: 3 });
  });

  it('take all lines or none, and name the SKUs that are short', async () => {
    const plenty = await catalog.addProduct({ onHand: 5 });
    const scarce = await catalog.addProduct({ onHand: 1 });
    const unknown = newSku();

    const answer = await catalog.reserve(randomUUID(), [
      { sku: plenty.sku, quantity: 1 },
      { sku: scarce.sku, quantity: 2 },
      { sku: unknown, quantity: 1 },
    ]);

    expect(answer.status).to.equal(409);
    expect(answer.body.type).to.equal('/problems/out-of-stock');
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).to.have.members([scarce.sku, unknown]);
    expect((await levels(plenty.sku)).reserved).to.equal(0);
  });

  it('sum lines of the same SKU', async () => {
    const { sku } = await catalog.addProduct({ onHand: 3 });
    const twice = [
      { sku, quantity: 2 },
      { sku, quantity: 2 },
    ];

    expect((await catalog.reserve(randomUUID(), twice)).status).to.equal(409);
    expect((await catalog.reserve(randomUUID(), [twice[0]!, { sku, quantity: 1 }])).body.lines).to.have.length(1);
    expect((await levels(sku)).reserved).to.equal(3);
  });

  it('take the units once for 50 concurrent repeats, which all get the first prices', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();

    const answers = await Promise.all(Array.from({ length: 50 }, () => catalog.reserve(id, [{ sku, quantity: 1 }])));

    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).to.equal(1);
    expect(answers[0]?.status).to.equal(200);
    expect((await levels(sku)).reserved).to.equal(1);
  });

  it('answer a repeat with the first prices after the price has changed', async () => {
    const { sku, id: productId, ...product } = await catalog.addProduct();
    const id = randomUUID();
    await catalog.reserve(id, [{ sku, quantity: 1 }]);
    const { slug, name, brand, description, categories, images, options } = product;
    const variants = [{ sku, optionValues: {}, price: { amountMinor: 2999, currency: 'EUR' } }];
    const change = { slug, name, brand, description, categories, images, options, variants };
    expect((await catalog.admin('PUT', `/admin/products/${productId}`, change)).status).to.equal(200);

    const repeat = await catalog.reserve(id, [{ sku, quantity: 1 }]);
    const fresh = await catalog.reserve(randomUUID(), [{ sku, quantity: 1 }]);

    expect(repeat.body.lines[0].unitPrice.amountMinor).to.equal(1999);
    expect(fresh.body.lines[0].unitPrice.amountMinor).to.equal(2999);
  });

  it('leave the stock with the commit, once however often it is asked for', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();
    const lines = [{ sku, quantity: 2 }];
    await catalog.reserve(id, lines);

    const answers = await Promise.all(Array.from({ length: 20 }, () => commit(id, lines)));

    for (const { status, body } of answers) {
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ checkoutId: id, backordered: [] });
    }
    expect(await levels(sku)).to.deep.equal({ onHand: 3, reserved: 0, available: 3 });
    expect((await catalog.reserve(id, lines)).body.status).to.equal('committed');
  });

  it('are free again after a release, and the same checkout can not take them again', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();
    await catalog.reserve(id, [{ sku, quantity: 2 }]);

    expect([(await release(id)).status, (await release(id)).status]).to.deep.equal([204, 204]);

    expect(await levels(sku)).to.deep.equal({ onHand: 5, reserved: 0, available: 5 });
    const late = await catalog.reserve(id, [{ sku, quantity: 2 }]);
    expect([late.status, late.body.type]).to.deep.equal([409, '/problems/invalid-state']);
  });

  it('can not be made after a release that came first', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();

    expect((await release(id)).status).to.equal(204);

    expect((await catalog.reserve(id, [{ sku, quantity: 1 }])).status).to.equal(409);
    expect((await levels(sku)).reserved).to.equal(0);
  });

  it('can not be released once committed', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();
    await catalog.reserve(id, [{ sku, quantity: 1 }]);
    await commit(id, [{ sku, quantity: 1 }]);

    expect((await release(id)).body.type).to.equal('/problems/invalid-state');
    expect((await levels(sku)).onHand).to.equal(4);
  });

  it('come back to the stock with a restock, once', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();
    await catalog.reserve(id, [{ sku, quantity: 5 }]);
    await commit(id, [{ sku, quantity: 5 }]);

    const answers = await Promise.all(Array.from({ length: 10 }, () => restock(id)));

    expect(answers.map(({ status }) => status)).to.deep.equal(Array(10).fill(204));
    expect(await levels(sku)).to.deep.equal({ onHand: 5, reserved: 0, available: 5 });
  });

  it('take nothing for an order that was cancelled before its commit arrived', async () => {
    const { sku } = await catalog.addProduct({ onHand: 5 });
    const id = randomUUID();
    await catalog.reserve(id, [{ sku, quantity: 2 }]);

    await restock(id);
    const late = await commit(id, [{ sku, quantity: 2 }]);

    expect([late.status, late.body.backordered]).to.deep.equal([200, []]);
    expect(await levels(sku)).to.deep.equal({ onHand: 5, reserved: 0, available: 5 });
  });

  it('are taken again by the commit when they were lost, never below zero, naming what is backordered', async () => {
    const some = await catalog.addProduct({ onHand: 2 });
    const enough = await catalog.addProduct({ onHand: 9 });
    const gone = newSku();
    const id = randomUUID();
    const lines = [some.sku, enough.sku, gone].map((sku) => ({ sku, quantity: 3 }));

    const first = await commit(id, lines);
    const repeat = await commit(id, lines);

    expect(first.status).to.equal(200);
    expect(first.body.backordered).to.have.members([some.sku, gone]);
    expect(repeat.body).to.deep.equal(first.body);
    expect(await levels(some.sku)).to.deep.equal({ onHand: 0, reserved: 0, available: 0 });
    expect(await levels(enough.sku)).to.deep.equal({ onHand: 6, reserved: 0, available: 6 });

    await restock(id);
    expect((await levels(some.sku)).onHand).to.equal(2);
    expect((await levels(enough.sku)).onHand).to.equal(9);
  });

  describe('that expired', () => {
    const expired = async (onHand: number, quantity: number) => {
      const { sku } = await catalog.addProduct({ onHand });
      const id = randomUUID();
      await catalog.reserve(id, [{ sku, quantity }], 1);
      await eventually(async () => (await catalog.reservations.expire(100)) > 0);
      return { id, sku, lines: [{ sku, quantity }] };
    };

    it('are free for others', async () => {
      const { sku } = await expired(2, 2);

      expect(await levels(sku)).to.deep.equal({ onHand: 2, reserved: 0, available: 2 });
      expect((await catalog.reserve(randomUUID(), [{ sku, quantity: 2 }])).status).to.equal(200);
    });

    it('are taken again by a late commit, as far as they are there', async () => {
      const { id, sku, lines } = await expired(3, 2);
      await catalog.reserve(randomUUID(), [{ sku, quantity: 2 }]);

      const { body } = await commit(id, lines);

      expect(body.backordered).to.deep.equal([sku]);
      expect(await levels(sku)).to.deep.equal({ onHand: 2, reserved: 2, available: 0 });
    });

    it('are made again at the first prices by a repeat, or refused when sold meanwhile', async () => {
      const again = await expired(2, 2);
      const sold = await expired(2, 2);
      await catalog.reserve(randomUUID(), [{ sku: sold.sku, quantity: 1 }]);

      expect((await catalog.reserve(again.id, again.lines)).body.status).to.equal('reserved');
      expect((await catalog.reserve(sold.id, sold.lines)).body.type).to.equal('/problems/out-of-stock');
      expect((await levels(again.sku)).reserved).to.equal(2);
    });
  });

  it('are not for other services to make', async () => {
    const { sku } = await catalog.addProduct();

    const answer = await catalog.gateway('PUT', `/reservations/${randomUUID()}`, {
      lines: [{ sku, quantity: 1 }],
      expiresInSeconds: 60,
    });

    expect(answer.status).to.equal(403);
  });
});
