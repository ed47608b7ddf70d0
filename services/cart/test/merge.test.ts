import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type CartUnderTest, startCart } from './cart-fixture.ts';

describe('lesson 13: the guest’s cart survives sign-in', () => {
  let cart: CartUnderTest;

  before(async () => {
    cart = await startCart();
    for (const sku of ['MUG', 'LAMP', 'CHAIR']) cart.stub.sell(sku);
  });

  after(() => cart.close());

  function signingIn() {
    const visitorId = randomUUID();
    const guest = cart.shopper({ visitorId });
    const customer = cart.shopper({ visitorId, customerId: randomUUID() });
    return { guest, customer, merge: () => customer.call('POST', '/carts/merge', { visitorId }) };
  }

  const quantities = (lines: { sku: string; quantity: number }[]) =>
    Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]));

  it('merges with the larger quantity of each article, and leaves the guest’s cart empty', async () => {
    const { guest, customer, merge } = signingIn();
    await guest.add('MUG', 2);
    await guest.add('LAMP', 1);
    await customer.add('MUG', 1);
    await customer.add('LAMP', 5);
    await customer.add('CHAIR', 1);

    const { status, body } = await merge();

    expect(status).to.equal(200);
    expect(quantities(body.lines)).to.deep.equal({ MUG: 2, LAMP: 5, CHAIR: 1 });
    expect((await guest.cart()).lines).to.deep.equal([]);
  });

  it('changes nothing when it is repeated', async () => {
    const { guest, customer, merge } = signingIn();
    await guest.add('MUG', 2);

    const [first, second] = [await merge(), await merge()];

    expect(second.body).to.deep.equal(first.body);
    await customer.remove('MUG');
    expect((await merge()).body.lines).to.deep.equal([]);
  });

  it('neither loses nor doubles when merges and the guest’s changes race', async () => {
    const { guest, customer, merge } = signingIn();
    await guest.add('MUG', 2);

    await Promise.all([merge(), guest.add('LAMP', 1), merge(), guest.add('CHAIR', 3), merge()]);
    await merge();

    expect(quantities((await customer.cart()).lines)).to.deep.equal({ MUG: 2, LAMP: 1, CHAIR: 3 });
    expect((await guest.cart()).lines).to.deep.equal([]);
  });

  it('brings lines that a failed checkout gives back to the customer, also when the restore is repeated', async () => {
    const { guest, customer, merge } = signingIn();
    await guest.add('MUG', 2);
    const checkout = cart.checkout(guest.cartId);
    await checkout.claim('c-1', (await guest.cart()).version);
    await merge();
    expect((await customer.cart()).lines).to.deep.equal([]);

    await checkout.restore('c-1');
    await checkout.restore('c-1');

    expect(quantities((await customer.cart()).lines)).to.deep.equal({ MUG: 2 });
    expect((await guest.cart()).lines).to.deep.equal([]);
  });

  it('does not follow a visitor who goes on as a guest', async () => {
    const { guest, customer, merge } = signingIn();
    await guest.add('MUG', 2);
    const checkout = cart.checkout(guest.cartId);
    await checkout.claim('c-1', (await guest.cart()).version);
    await merge();
    await guest.add('LAMP', 1);

    await checkout.restore('c-1');

    expect(quantities((await guest.cart()).lines)).to.deep.equal({ LAMP: 1, MUG: 2 });
    expect((await customer.cart()).lines).to.deep.equal([]);
  });

  it('is for the gateway, with a customer’s token', async () => {
    const { guest } = signingIn();

    expect((await guest.call('POST', '/carts/merge', { visitorId: 'v' })).status).to.equal(401);
  });
});
