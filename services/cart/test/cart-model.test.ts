import { maxLineQuantity } from '@evermart/contracts/http/sku';
import { expect } from 'chai';
import fc from 'fast-check';
import { type CartUnderTest, startCart } from './cart-fixture.ts';

type Quantities = Record<string, number>;
type Tab = 0 | 1;

/** Two tabs, each with the version it last saw and a checkout of its own. */
interface Model {
  lines: Quantities;
  open: Map<string, Quantities>;
  seen: [number, number];
  checkouts: [number, number];
}
interface Real {
  shopper: ReturnType<CartUnderTest['shopper']>;
  checkout: ReturnType<CartUnderTest['checkout']>;
}

const skus = ['MUG', 'LAMP', 'CHAIR'] as const;

describe('any sequence of changes and claims from two tabs', () => {
  let cart: CartUnderTest;

  before(async () => {
    cart = await startCart();
    for (const sku of skus) cart.stub.sell(sku, { available: 1_000_000 });
  });

  after(() => cart.close());

  it('loses no line and doubles none', async () => {
    const sku = fc.constantFrom(...skus);
    const quantity = fc.integer({ min: 1, max: 400 });
    const tab = fc.constantFrom<Tab>(0, 1);
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), sku, quantity }),
      fc.record({ do: fc.constant('set' as const), sku, quantity }),
      fc.record({ do: fc.constant('remove' as const), sku }),
      fc.record({
        do: fc.constantFrom('look' as const, 'claim' as const, 'restore' as const, 'complete' as const),
        tab,
      }),
    );

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const shopper = cart.shopper();
        const real: Real = { shopper, checkout: cart.checkout(shopper.cartId) };
        const model: Model = { lines: {}, open: new Map(), seen: [0, 0], checkouts: [0, 0] };

        for (const action of steps) {
          if (action.do === 'add') await add(action, model, real);
          else if (action.do === 'set') await set(action, model, real);
          else if (action.do === 'remove') await remove(action, model, real);
          else await inTab(action.tab, action.do, model, real);
          expect(await storedLines(real)).to.deep.equal(model.lines);
        }

        for (const checkoutId of [...model.open.keys()]) await end(checkoutId, 'restore', model, real);
        expect(await storedLines(real)).to.deep.equal(model.lines);
      }),
      { numRuns: 40 },
    );
  });

  async function add({ sku, quantity }: { sku: string; quantity: number }, { lines }: Model, { shopper }: Real) {
    const { status } = await shopper.add(sku, quantity);
    const total = (lines[sku] ?? 0) + quantity;
    expect(status).to.equal(total > maxLineQuantity ? 422 : 200);
    if (status === 200) lines[sku] = total;
  }

  async function set({ sku, quantity }: { sku: string; quantity: number }, { lines }: Model, { shopper }: Real) {
    const { status } = await shopper.set(sku, quantity);
    expect(status).to.equal(lines[sku] === undefined ? 404 : 200);
    if (status === 200) lines[sku] = quantity;
  }

  async function remove({ sku }: { sku: string }, { lines }: Model, { shopper }: Real) {
    const { status } = await shopper.remove(sku);
    expect(status).to.equal(lines[sku] === undefined ? 404 : 200);
    delete lines[sku];
  }

  async function inTab(tab: Tab, action: 'look' | 'claim' | 'restore' | 'complete', model: Model, real: Real) {
    const checkoutId = `tab-${tab}-${model.checkouts[tab]}`;
    if (action === 'look') model.seen[tab] = (await real.checkout.contents()).version;
    else if (action === 'claim') await claim(checkoutId, model.seen[tab], model, real);
    // The saga completes only what it claimed; it restores whatever its claim came to.
    else if (action === 'restore' || model.open.has(checkoutId)) {
      await end(checkoutId, action, model, real);
      model.checkouts[tab] += 1;
    }
  }

  async function claim(checkoutId: string, version: number, model: Model, { checkout }: Real) {
    const { version: present } = await checkout.contents();
    const { status, body } = await checkout.claim(checkoutId, version);
    const open = model.open.get(checkoutId);
    const possible = version === present && Object.keys(model.lines).length > 0;
    expect(status === 200).to.equal(open !== undefined || possible);
    if (status !== 200) return;
    const claimed = open ?? model.lines;
    expect(quantitiesOf(body.lines)).to.deep.equal(claimed);
    if (open !== undefined) return;
    model.open.set(checkoutId, claimed);
    model.lines = {};
  }

  async function end(checkoutId: string, action: 'restore' | 'complete', model: Model, { checkout }: Real) {
    const claimed = model.open.get(checkoutId) ?? {};
    await checkout[action](checkoutId);
    await checkout[action](checkoutId);
    model.open.delete(checkoutId);
    if (action === 'complete') return;
    for (const [sku, quantity] of Object.entries(claimed)) {
      model.lines[sku] = Math.min((model.lines[sku] ?? 0) + quantity, maxLineQuantity);
    }
  }
});

async function storedLines({ checkout }: Real): Promise<Quantities> {
  return quantitiesOf((await checkout.contents()).lines);
}

function quantitiesOf(lines: { sku: string; quantity: number }[]): Quantities {
  return Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]));
}
