import { expect } from 'chai';
import { type CartUnderTest, startCart } from './cart-fixture.ts';

describe('while catalog is away', () => {
  let cart: CartUnderTest;

  beforeEach(async () => {
    cart = await startCart();
    cart.stub.sell('MUG', { priceMinor: 500, name: 'Mug, Blue', available: 5 });
  });

  afterEach(() => cart.close());

  it('shows the cart as it was last known', async () => {
    const shopper = cart.shopper();
    const { body: known } = await shopper.add('MUG', 2);

    cart.stub.state.broken = true;

    expect(await shopper.cart()).to.deep.equal(known);
  });

  it('takes articles out and lowers quantities, but adds and raises nothing unseen', async () => {
    const shopper = cart.shopper();
    await shopper.add('MUG', 3);
    cart.stub.state.broken = true;

    const raised = await shopper.set('MUG', 4);

    expect(raised.status).to.equal(503);
    expect(raised.headers.get('retry-after')).not.to.equal(null);
    expect((await shopper.add('MUG', 1)).status).to.equal(503);
    expect((await shopper.set('MUG', 1)).body.itemCount).to.equal(1);
    expect((await shopper.remove('MUG')).body.lines).to.deep.equal([]);
  });

  it('serves checkout, which needs no prices', async () => {
    const shopper = cart.shopper();
    await shopper.add('MUG', 3);
    cart.stub.state.broken = true;
    const checkout = cart.checkout(shopper.cartId);

    const { version, lines } = await checkout.contents();

    expect(lines).to.deep.equal([{ sku: 'MUG', quantity: 3 }]);
    expect((await checkout.claim('c-1', version)).status).to.equal(200);
    expect((await checkout.restore('c-1')).status).to.equal(204);
  });

  it('asks catalog once for an addition and not at all for an empty cart', async () => {
    const shopper = cart.shopper();
    await shopper.cart();
    const before = cart.stub.state.lookups;

    await shopper.add('MUG', 1);

    expect([before, cart.stub.state.lookups]).to.deep.equal([0, 1]);
  });
});
