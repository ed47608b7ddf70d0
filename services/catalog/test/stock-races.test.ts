import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Catalog, startCatalog } from './catalog-under-test.ts';

describe('stock under concurrency', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
  });

  after(() => catalog.stop());

  describe('lesson 1: N buyers race', () => {
    for (const onHand of [1, 50]) {
      it(`200 for ${onHand}: exactly ${onHand} get it, the others a clear 409, and stock ends at 0`, async () => {
        const { sku, slug } = await catalog.addProduct({ onHand });
        const ids = Array.from({ length: 200 }, () => randomUUID());
        const lines = [{ sku, quantity: 1 }];

        const answers = await Promise.all(ids.map((id) => catalog.reserve(id, lines)));

        const won = ids.filter((_, index) => answers[index]?.status === 200);
        const lost = answers.filter(({ status }) => status !== 200);
        expect(won).to.have.length(onHand);
        for (const { status, body } of lost) {
          expect([status, body.type, body.errors[0].path]).to.deep.equal([409, '/problems/out-of-stock', sku]);
        }
        await Promise.all(won.map((id) => catalog.checkout('POST', `/reservations/${id}/commit`, { lines })));
        expect(await catalog.stockOf(sku)).to.deep.equal({ sku, onHand: 0, reserved: 0, available: 0 });
        expect((await catalog.gateway('GET', `/products/${slug}`)).body.variants[0].available).to.equal(false);
      });
    }
  });

  it('baskets of the same SKUs in any order neither deadlock nor lose a unit', async () => {
    const products = await Promise.all([1, 2, 3, 4].map(() => catalog.addProduct({ onHand: 30 })));
    const skus = products.map(({ sku }) => sku);
    const baskets = Array.from({ length: 60 }, (_, index) => ({
      id: randomUUID(),
      lines: skus.map((_sku, place) => ({ sku: skus[(place * (index % 2 === 0 ? 1 : 3) + index) % 4]!, quantity: 1 })),
    }));

    const answers = await Promise.all(
      baskets.map(async ({ id, lines }, index) => {
        const reserved = await catalog.reserve(id, lines);
        if (reserved.status !== 200 || index % 3 === 0) return reserved.status;
        const verb = index % 3 === 1 ? 'commit' : 'release';
        const body = verb === 'commit' ? { lines } : undefined;
        return (await catalog.checkout('POST', `/reservations/${id}/${verb}`, body)).status;
      }),
    );

    expect(answers.filter((status) => status >= 500)).to.deep.equal([]);
    const levels = await Promise.all(skus.map((sku) => catalog.stockOf(sku)));
    for (const { onHand, reserved } of levels) {
      expect([onHand, reserved]).to.deep.equal([levels[0]?.onHand, levels[0]?.reserved]);
      expect(onHand).to.be.at.least(reserved);
    }
  });

  it('whatever is asked for a checkout, in whatever order and at once: units are conserved and shown truly', async function () {
    this.timeout(60_000);
    const verb = fc.constantFrom('reserve', 'commit', 'release', 'restock', 'expire');
    const step = fc.record({
      verb,
      checkout: fc.integer({ min: 0, max: 2 }),
      quantity: fc.integer({ min: 1, max: 3 }),
    });

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 6 }),
        fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 4 }),
        async (onHand, rounds) => {
          const { sku, slug } = await catalog.addProduct({ onHand });
          const prefix = randomUUID();

          for (const round of rounds) {
            await Promise.all(
              round.map(async ({ verb, checkout, quantity }) => {
                const id = `${prefix}-${checkout}`;
                const lines = [{ sku, quantity }];
                if (verb === 'reserve') return catalog.reserve(id, lines);
                if (verb === 'expire') {
                  await catalog.postgres.query(
                    `UPDATE reservations SET expires_at = now() WHERE checkout_id = $1 AND status = 'reserved'`,
                    [id],
                  );
                  return catalog.reservations.expire(100);
                }
                return catalog.checkout(
                  'POST',
                  `/reservations/${id}/${verb}`,
                  verb === 'commit' ? { lines } : undefined,
                );
              }),
            );
          }

          const level = await catalog.stockOf(sku);
          const [booked] = await catalog.postgres.query<{ reserved: number; taken: number }>(
            `SELECT coalesce(sum(quantities[1]) FILTER (WHERE status = 'reserved'), 0) AS reserved,
             coalesce(sum(taken[1]) FILTER (WHERE status = 'committed'), 0) AS taken
           FROM reservations WHERE checkout_id LIKE $1 || '%'`,
            [prefix],
          );
          const [variant] = (await catalog.gateway('GET', `/products/${slug}`)).body.variants;
          expect(level.reserved).to.equal(booked?.reserved);
          expect(level.onHand + (booked?.taken ?? 0)).to.equal(onHand);
          expect(variant.available).to.equal(level.available > 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
