import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type Shop, theShop } from '../support/shop.ts';
import type { ShopAnswer, Shopper } from '../support/shopper.ts';

const buyers = 200;

describe('lesson 1: buyers race for the last units', () => {
  let shop: Shop;

  before(async function () {
    this.timeout(120_000);
    shop = await theShop();
  });

  for (const units of [1, 50]) {
    it(`${buyers} buyers, ${units} in stock: ${units} orders, everybody else is told 409 and not charged`, async function () {
      this.timeout(120_000);
      const { sku } = await shop.newProduct({ onHand: units });
      const shoppers = Array.from({ length: buyers }, () => shop.shopper());
      await inGroups(shoppers, (shopper) => shopper.addToCart(sku));

      const answers = await Promise.all(shoppers.map((shopper) => outcomeOf(shopper)));

      const sold = answers.filter(({ status }) => status === 201);
      const refused = answers.filter(({ status, body }) => status === 409 && body.type === '/problems/out-of-stock');
      expect([sold.length, refused.length]).to.deep.equal([units, buyers - units]);
      expect(await shop.stockOf(sku)).to.deep.include({ onHand: 0, reserved: 0, available: 0 });
      const audit = await shop.settledAudit();
      expect(audit.differences).to.deep.equal([]);
    });
  }

  it('lesson 3: the same key sent 50 times at once gives one order, one charge and the same answer', async () => {
    const { sku } = await shop.newProduct();
    const shopper = shop.shopper();
    await shopper.addToCart(sku, 2);
    const key = randomUUID();
    const body = { email: 'once@example.org' };

    const answers = await Promise.all(Array.from({ length: 50 }, () => shopper.buy(body, key)));
    const later = await shopper.buy(body, key);

    expect(later.status).to.equal(201);
    expect(new Set(answers.map((answer) => answer.body.id))).to.deep.equal(new Set([later.body.id]));
    expect(await shop.stockOf(sku)).to.deep.include({ onHand: 998, reserved: 0 });
    expect((await shop.settledAudit()).differences).to.deep.equal([]);
  });

  it('lesson 3: two keys at once for one cart make one order', async () => {
    const { sku } = await shop.newProduct();
    const shopper = shop.shopper();
    await shopper.addToCart(sku);

    const answers = await Promise.all(Array.from({ length: 10 }, () => shopper.buy()));

    expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
    expect(answers.filter(({ body }) => body.type === '/problems/cart-empty')).to.have.length(9);
    expect(await shop.stockOf(sku)).to.deep.include({ onHand: 999, reserved: 0 });
  });
});

/** A 202 is followed to its end, as a storefront does. */
async function outcomeOf(shopper: Shopper): Promise<ShopAnswer> {
  const key = randomUUID();
  const body = { email: 'racer@example.org' };
  const deadline = performance.now() + 60_000;
  for (;;) {
    const answer = await shopper.buy(body, key);
    if (answer.status !== 202 || performance.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function inGroups<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  size = 25,
): Promise<void> {
  for (let start = 0; start < items.length; start += size)
    await Promise.all(items.slice(start, start + size).map(work));
}
