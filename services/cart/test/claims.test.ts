import { randomUUID } from 'node:crypto';
import { CartContents } from '@evermart/contracts/http/cart';
import { expect } from 'chai';
import { type CartUnderTest, startCart } from './cart-fixture.ts';

describe('claims', () => {
  let cart: CartUnderTest;

  before(async () => {
    cart = await startCart();
    for (const sku of ['MUG', 'LAMP']) cart.stub.sell(sku);
  });

  after(() => cart.close());

  async function filledCart() {
    const shopper = cart.shopper();
    await shopper.add('MUG', 2);
    await shopper.add('LAMP', 1);
    const checkout = cart.checkout(shopper.cartId);
    const { version } = await checkout.contents();
    return { shopper, checkout, version };
  }

  it('move all lines out, in the order they stood, and answer the same again', async () => {
    const { shopper, checkout, version } = await filledCart();

    const first = await checkout.claim('c-1', version);
    const again = await checkout.claim('c-1', version);

    expect(CartContents.parse(first.body).lines).to.deep.equal([
      { sku: 'MUG', quantity: 2 },
      { sku: 'LAMP', quantity: 1 },
    ]);
    expect(again).to.deep.include({ status: 200, body: first.body });
    expect(await shopper.cart()).to.deep.include({ lines: [], version: version + 1 });
  });

  it('are one when fifty checkouts claim a version at once', async () => {
    const { shopper, checkout, version } = await filledCart();

    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => checkout.claim(`c-${index}`, version)));

    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    expect(answers.filter(({ body }) => body.type === '/problems/version-conflict')).to.have.length(49);
    expect((await shopper.cart()).itemCount).to.equal(0);
  });

  it('fail when the cart changed since it was read, and when it is empty', async () => {
    const { shopper, checkout, version } = await filledCart();
    await shopper.add('MUG', 1);

    expect((await checkout.claim('c-1', version)).body.type).to.equal('/problems/version-conflict');
    expect((await shopper.cart()).itemCount).to.equal(4);
    const empty = cart.checkout(cart.shopper().cartId);
    expect((await empty.claim('c-1', 0)).body.type).to.equal('/problems/cart-empty');
  });

  it('give the lines back once, beside what was added meanwhile', async () => {
    const { shopper, checkout, version } = await filledCart();
    await checkout.claim('c-1', version);
    await shopper.add('MUG', 1);

    const first = await checkout.restore('c-1');
    const restored = await shopper.cart();
    const again = await checkout.restore('c-1');

    expect([first.status, again.status]).to.deep.equal([204, 204]);
    expect(restored.lines.map(({ sku, quantity }) => [sku, quantity])).to.deep.equal([
      ['MUG', 3],
      ['LAMP', 1],
    ]);
    expect(restored.version).to.be.greaterThan(version);
    expect(await shopper.cart()).to.deep.equal(restored);
  });

  it('can’t come late: neither after their restore nor after a restore that found nothing yet', async () => {
    const { shopper, checkout, version } = await filledCart();
    await checkout.restore('never-arrived');
    expect((await checkout.claim('never-arrived', version)).status).to.equal(412);

    const { version: present } = await checkout.contents();
    await checkout.claim('c-1', present);
    await checkout.restore('c-1');

    expect((await checkout.claim('c-1', present)).status).to.equal(412);
    expect((await shopper.cart()).itemCount).to.equal(3);
  });

  it('are forgotten by their completion, for good, without disturbing the next checkout', async () => {
    const { shopper, checkout, version } = await filledCart();
    await checkout.claim('c-1', version);
    await shopper.add('LAMP', 5);
    const { version: next } = await checkout.contents();

    const completions = [await checkout.complete('c-1'), await checkout.complete('c-1')];

    expect(completions.map(({ status }) => status)).to.deep.equal([204, 204]);
    expect((await checkout.claim('c-2', next)).body.lines).to.deep.equal([{ sku: 'LAMP', quantity: 5 }]);
    expect((await checkout.claim('c-1', version)).status).to.equal(412);
    await checkout.restore('c-1');
    expect((await shopper.cart()).itemCount).to.equal(0);
  });

  it('may be open several at once, each with its own lines', async () => {
    const { shopper, checkout, version } = await filledCart();
    await checkout.claim('c-1', version);
    await shopper.add('LAMP', 7);
    const { version: next } = await checkout.contents();
    await checkout.claim('c-2', next);

    await checkout.restore('c-2');
    await checkout.complete('c-1');

    expect((await shopper.cart()).lines.map(({ sku, quantity }) => [sku, quantity])).to.deep.equal([['LAMP', 7]]);
  });

  it('answer 404 for ids that can’t be one', async () => {
    expect((await cart.checkout('somebody').claim('c-1', 1)).status).to.equal(404);
    expect((await cart.checkout(cart.shopper().cartId).claim('__proto__', 1)).status).to.equal(404);
    expect((await cart.checkout(cart.shopper().cartId).claim('constructor', 0)).status).to.equal(409);
  });

  it('survive a restore of a checkout whose id names a member of every object', async () => {
    const { shopper, checkout, version } = await filledCart();
    await checkout.claim('constructor', version);

    await checkout.restore(randomUUID());
    await checkout.restore('constructor');

    expect((await shopper.cart()).itemCount).to.equal(3);
  });
});
