import { randomUUID } from 'node:crypto';
import { Cart } from '@evermart/contracts/http/cart';
import { expect } from 'chai';
import { type CartUnderTest, startCart } from './cart-fixture.ts';

describe('the shopper’s cart', () => {
  let cart: CartUnderTest;

  before(async () => {
    cart = await startCart();
    for (const sku of ['MUG', 'LAMP', 'CHAIR']) cart.stub.sell(sku);
  });

  after(() => cart.close());

  it('is empty at version 0 before anything was put in, and nothing is stored for it', async () => {
    const { cart: mine, cartId } = cart.shopper();

    expect(await mine()).to.deep.include({ lines: [], version: 0, itemCount: 0, discounts: [] });
    expect((await cart.carts.read(cartId)).revision).to.equal(undefined);
  });

  it('adds to a line that is there and totals with catalog’s price', async () => {
    const { add } = cart.shopper();
    cart.stub.sell('PRICED', { priceMinor: 1_999, name: 'Lamp, Brass' });

    await add('PRICED', 1);
    const { status, body } = await add('PRICED', 2);

    expect(status).to.equal(200);
    expect(Cart.parse(body)).to.deep.equal(body);
    expect(body.lines).to.have.length(1);
    expect(body.lines[0]).to.deep.include({ name: 'Lamp, Brass', quantity: 3, available: true });
    expect(body.subtotal).to.deep.equal({ amountMinor: 5_997, currency: 'EUR' });
    expect(body).to.deep.include({ itemCount: 3, version: 2 });
  });

  it('has an id that stays the same and does not tell whose it is', async () => {
    const shopper = cart.shopper();

    const [first, second, other] = [
      await shopper.cart(),
      (await shopper.add('MUG', 1)).body,
      await cart.shopper().cart(),
    ];

    expect(second.id).to.equal(first.id);
    expect(other.id).not.to.equal(first.id);
    expect(JSON.stringify(second)).not.to.contain(shopper.subject.visitorId);
  });

  it('shows present prices and stock, not those of the time of adding', async () => {
    const shopper = cart.shopper();
    cart.stub.sell('MOVING', { priceMinor: 100 });
    await shopper.add('MOVING', 3);

    cart.stub.sell('MOVING', { priceMinor: 250, available: 2 });
    const [line] = (await shopper.cart()).lines;

    expect(line).to.deep.include({ available: false, lineTotal: { amountMinor: 750, currency: 'EUR' } });
  });

  it('keeps a line whose article was withdrawn, as not available', async () => {
    const shopper = cart.shopper();
    cart.stub.sell('GONE', { name: 'Soon gone' });
    await shopper.add('GONE', 1);

    cart.stub.withdraw('GONE');

    expect((await shopper.cart()).lines[0]).to.deep.include({ name: 'Soon gone', available: false });
    expect((await shopper.remove('GONE')).body.lines).to.deep.equal([]);
  });

  it('refuses more than is available, counting what is there already, without telling the stock', async () => {
    const { add, set, cart: mine } = cart.shopper();
    cart.stub.sell('SCARCE', { available: 37 });

    expect((await add('SCARCE', 38)).body.type).to.equal('/problems/out-of-stock');
    expect((await add('SCARCE', 20)).status).to.equal(200);
    const refused = await add('SCARCE', 18);

    expect(refused.status).to.equal(409);
    const { requestId: _, ...told } = refused.body;
    expect(JSON.stringify(told)).not.to.contain('37');
    expect((await set('SCARCE', 38)).status).to.equal(409);
    expect((await set('SCARCE', 1_000_000)).status).to.equal(409);
    expect((await add('SCARCE', 1_000_000)).body.type).to.equal('/problems/out-of-stock');
    expect((await set('SCARCE', 37)).body.itemCount).to.equal(37);
    expect((await mine()).itemCount).to.equal(37);
  });

  it('refuses what it can’t hold: unknown articles, too many of one, too many lines, another currency', async () => {
    const { add, set } = cart.shopper();
    cart.stub.sell('PLENTY', { available: 100_000 });
    cart.stub.sell('DOLLARS', { currency: 'USD' });
    await add('PLENTY', 999);

    expect((await add('NOWHERE', 1)).body).to.deep.include({ type: '/problems/unknown-sku', status: 404 });
    expect((await add('PLENTY', 1)).body.errors[0].path).to.equal('quantity');
    expect((await set('PLENTY', 1_000)).body).to.deep.include({ type: '/problems/validation-failed', status: 422 });
    expect((await add('DOLLARS', 1)).status).to.equal(409);

    for (let index = 1; index < 100; index += 1) {
      cart.stub.sell(`LINE-${index}`);
      await add(`LINE-${index}`, 1);
    }
    cart.stub.sell('LINE-100');

    expect((await add('LINE-100', 1)).body.type).to.equal('/problems/invalid-state');
    expect((await add('LINE-1', 1)).status).to.equal(200);
  });

  it('names every wrong member of a body', async () => {
    const { call } = cart.shopper();

    const { status, body } = await call('POST', '/carts/current/lines', { sku: 'mug', quantity: 0, price: 1 });

    expect(status).to.equal(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).to.have.members(['sku', 'quantity', 'price']);
  });

  it('answers 404 for a line that is not there', async () => {
    const { set, remove } = cart.shopper();

    expect((await set('MUG', 1)).status).to.equal(404);
    expect((await remove('MUG')).status).to.equal(404);
    expect((await remove('not%20a%20sku')).status).to.equal(404);
  });

  it('asks for a visitor or a customer', async () => {
    expect((await cart.shopper({}).call('GET', '/carts/current')).status).to.equal(401);
  });

  it('adds up twenty additions at once', async () => {
    const { add, cart: mine } = cart.shopper();

    const answers = await Promise.all(Array.from({ length: 20 }, () => add('CHAIR', 1)));
    const added = answers.filter(({ status }) => status === 200).length;

    expect(answers.every(({ status }) => status === 200 || status === 412)).to.equal(true);
    expect((await mine()).itemCount).to.equal(added);
    expect(added).to.be.greaterThan(10);
  });

  it('is forgotten after its time, also before the table has removed it, and never goes back to an old version', async () => {
    let nowMs = Date.now();
    const timed = await startCart({ clock: { nowMs: () => nowMs, nowIso: () => new Date(nowMs).toISOString() } });
    timed.stub.sell('MUG');
    const shopper = timed.shopper();
    await shopper.add('MUG', 1);
    const { version } = await shopper.cart();

    nowMs += 31 * 86_400_000;
    const later = await shopper.cart();

    expect(later).to.deep.include({ lines: [], version });
    expect((await timed.checkout(shopper.cartId).claim(randomUUID(), version)).status).to.equal(409);
    expect((await shopper.add('MUG', 2)).body).to.deep.include({ itemCount: 2, version: version + 1 });
    await timed.close();
  });

  describe('lesson 6: prices come from the server', () => {
    it('refuses a body that names a price', async () => {
      const { call, add } = cart.shopper();
      await add('MUG', 1);

      expect((await call('POST', '/carts/current/lines', { sku: 'MUG', quantity: 1, unitPrice: 1 })).status).to.equal(
        422,
      );
      expect((await call('PATCH', '/carts/current/lines/MUG', { quantity: 1, lineTotal: 0 })).status).to.equal(422);
    });
  });

  describe('lesson 11: a customer never reaches another’s cart', () => {
    it('shows each subject the own cart only', async () => {
      const mine = cart.shopper({ customerId: randomUUID() });
      const other = cart.shopper({ customerId: randomUUID() });
      await mine.add('MUG', 1);

      expect((await other.cart()).lines).to.deep.equal([]);
      expect((await other.set('MUG', 2)).status).to.equal(404);
      expect((await other.remove('MUG')).status).to.equal(404);
      expect((await mine.cart()).itemCount).to.equal(1);
    });

    it('lets only checkout name a cart', async () => {
      const { call, cartId } = cart.shopper();

      for (const [method, path] of [
        ['GET', 'contents'],
        ['POST', 'claims/c-1'],
        ['POST', 'claims/c-1/restore'],
        ['POST', 'claims/c-1/completion'],
      ] as const) {
        const { status } = await call(
          method,
          `/carts/${encodeURIComponent(cartId)}/${path}`,
          method === 'POST' ? { version: 0 } : undefined,
        );

        expect(status, path).to.equal(403);
      }
    });
  });
});
