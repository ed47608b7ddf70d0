import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ProcessName } from '../../scripts/local/platform-options.ts';
import { stepNames } from '../../services/checkout/checkouts/journal-entry.ts';
import { eventually } from '../support/eventually.ts';
import { type Shop, theShop } from '../support/shop.ts';
import { payWith, type Shopper } from '../support/shopper.ts';

const victims: readonly ProcessName[] = ['checkout', 'order', 'payment', 'catalog', 'payment-provider'];
const forward = ['journal-written', ...stepNames.flatMap((step) => [`${step}:done`, `${step}:recorded`]), 'published'];
const backward = ['authorize-payment', 'reserve-stock', 'claim-cart'].map((step) => `${step}:compensated`);

describe('lesson 4: a process is killed in the middle of a purchase', () => {
  let shop: Shop;
  let sku: string;

  before(async function () {
    this.timeout(120_000);
    shop = await theShop();
    ({ sku } = await shop.newProduct({ onHand: 10_000 }));
  });

  after(async function () {
    this.timeout(60_000);
    const { differences, open } = await shop.settledAudit();
    expect(differences).to.deep.equal([]);
    expect(open).to.deep.equal([]);
    expect((await shop.stockOf(sku)).reserved).to.equal(0);
  });

  for (const victim of victims) {
    it(`${victim} dies after every step, and every purchase is confirmed, once`, async function () {
      this.timeout(240_000);
      for (const point of forward) {
        const shopper = shop.shopper();
        expect((await eventually(async () => ok(await shopper.addToCart(sku)), { withinMs: 20_000 })).status).to.equal(
          200,
        );
        await shop.armCrash(point, victim);

        const end = await followed(shopper, randomUUID(), 'tok_ok');

        expect(end.status, `${victim} at ${point}: ${JSON.stringify(end.body)}`).to.equal(201);
      }
    });

    it(`${victim} dies while a declined purchase is undone, and nothing is kept`, async function () {
      this.timeout(120_000);
      for (const point of backward) {
        const shopper = shop.shopper();
        await eventually(async () => ok(await shopper.addToCart(sku)), { withinMs: 20_000 });
        await shop.armCrash(point, victim);

        const end = await followed(shopper, randomUUID(), 'tok_declined');

        expect(end.status, `${victim} at ${point}: ${JSON.stringify(end.body)}`).to.equal(402);
        await eventually(async () => (await shopper.get('/cart')).body?.itemCount === 1, { withinMs: 30_000 });
      }
    });
  }
});

/** Repeats the same key until it has an outcome, as a client does whose connection broke or who was told 202 or 503. */
async function followed(shopper: Shopper, key: string, token: string) {
  const body = { email: 'crash@example.org', ...payWith(token) };
  return eventually(
    async () => {
      const answer = await shopper.buy(body, key);
      return answer.status !== 202 && answer.status < 500 && answer;
    },
    { withinMs: 30_000, everyMs: 200 },
  );
}

function ok<Answer extends { status: number }>(answer: Answer): Answer | false {
  return answer.status === 200 && answer;
}
