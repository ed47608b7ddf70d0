import { expect } from 'chai';
import { type CartUnderTest, startCart } from './cart-fixture.ts';

describe('a write whose answer gets lost', () => {
  let cart: CartUnderTest;
  let answersToLose = 0;
  let lost = 0;

  before(async () => {
    cart = await startCart();
    cart.stub.sell('MUG');
    // Inside the SDK's retries: the table has done the write, the client hears nothing and sends it again.
    cart.dynamo.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next(args);
        if (context.commandName === 'GetItemCommand' || answersToLose === 0) return answer;
        answersToLose -= 1;
        lost += 1;
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
      { step: 'finalizeRequest', priority: 'low', name: 'loseAnswers' },
    );
  });

  after(() => cart.close());

  beforeEach(() => {
    lost = 0;
  });

  it('adds once', async () => {
    const shopper = cart.shopper();
    await shopper.add('MUG', 1);

    answersToLose = 1;
    const { body } = await shopper.add('MUG', 2);

    expect(lost).to.equal(1);
    expect(body).to.deep.include({ itemCount: 3, version: 2 });
    expect(await shopper.cart()).to.deep.equal(body);
  });

  it('claims once and answers the lines', async () => {
    const shopper = cart.shopper();
    const checkout = cart.checkout(shopper.cartId);
    await shopper.add('MUG', 2);

    answersToLose = 1;
    const { status, body } = await checkout.claim('c-1', 1);

    expect(lost).to.equal(1);
    expect([status, body.lines]).to.deep.equal([200, [{ sku: 'MUG', quantity: 2 }]]);
  });
});
