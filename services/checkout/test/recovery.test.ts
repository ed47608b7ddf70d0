import { randomUUID } from 'node:crypto';
import { ServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { LeaseLostError } from '../checkouts/journal.ts';
import { bodyOf, type CheckoutUnderTest, startCheckoutUnderTest } from './checkout-under-test.ts';

const effects = [
  /^POST \/carts\/[^/]+\/claims\/[^/]+$/,
  /^PUT \/reservations/,
  /^PUT \/payments/,
  /^PUT \/orders/,
  /^POST \/payments\/[^/]+\/capture/,
  /^POST \/reservations\/[^/]+\/commit/,
  /^POST \/orders\/[^/]+\/[^/]+\/settlement/,
];

describe('a purchase that was left behind', () => {
  let checkout: CheckoutUnderTest;

  beforeEach(async () => {
    checkout = await startCheckoutUnderTest({ FOREGROUND_RETRY_MS: 1, LEASE_MS: 300 });
  });

  afterEach(() => checkout.close());

  for (const effect of effects) {
    for (const afterEffect of [false, true]) {
      it(`is answered 202 and confirmed later when ${effect.source} ${afterEffect ? 'loses its answer' : 'is away'}`, async () => {
        const shopper = checkout.shopper();
        checkout.standIns.fail(effect, { afterEffect, times: 2 });

        const answer = await shopper.buy();
        const recovery = checkout.startRecovery();
        const { body } = await eventually(async () => {
          const seen = await shopper.get(`/checkouts/${answer.body.id}`);
          return seen.body.status !== 'processing' && seen;
        });
        await recovery.stop();

        expect(answer.status).to.equal(202);
        expect(answer.headers.get('location')).to.equal(`/checkouts/${answer.body.id}`);
        expect(body.status).to.equal('confirmed');
        expect(checkout.standIns.payments.get(answer.body.id)).to.include({ status: 'captured', charges: 1 });
        expect(checkout.standIns.orders.get(answer.body.id)?.status).to.equal('paid');
      });
    }
  }

  it('is undone to the end when undoing itself was interrupted', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/\/(void|release|restore)$/, { times: 3 });

    const answer = await shopper.buy(bodyOf({ payment: { provider: 'sandbox', token: 'tok_declined' } }));
    const recovery = checkout.startRecovery();
    await eventually(() => shopper.cart().lines.length === 1);
    await recovery.stop();

    expect(answer.status).to.be.oneOf([202, 402]);
    const [checkoutId] = [...checkout.standIns.reservations.keys()];
    expect(checkout.standIns.reservations.get(checkoutId ?? '')).to.equal('released');
    expect(checkout.standIns.payments.get(checkoutId ?? '')?.status).to.equal('voided');
  });

  it('is given up, with nothing charged, when it is too old and not authorized', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/^PUT \/payments/, { times: 1_000 });
    const { body: begun } = await shopper.buy();

    checkout.clock.putForward(checkout.config.GIVE_UP_AFTER_MS);
    const recovery = checkout.startRecovery();
    const { body } = await eventually(async () => {
      const seen = await shopper.get(`/checkouts/${begun.id}`);
      return seen.body.status === 'failed' && seen;
    });
    await eventually(() => shopper.cart().lines.length === 1);
    await recovery.stop();

    expect(body.failure.code).to.equal('invalid-state');
    expect(checkout.standIns.payments.get(begun.id)).to.include({ status: 'voided', charges: 0 });
  });

  it('voids what an earlier run authorized when its stock is gone by the time of recovery', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/^PUT \/payments/, { afterEffect: true, times: 2 });
    const { body: begun } = await shopper.buy();
    expect(checkout.standIns.payments.get(begun.id)?.status).to.equal('authorized');

    checkout.standIns.fail(/^PUT \/reservations/, { times: 50, error: new ServiceError('out-of-stock', 'gone') });
    const recovery = checkout.startRecovery();
    await eventually(() => shopper.cart().lines.length === 1);
    await recovery.stop();

    expect(checkout.standIns.payments.get(begun.id)).to.include({ status: 'voided', charges: 0 });
  });

  it('gets its order again from the journal when the row was lost before it was settled', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/settlement$/, { times: 2 });
    const { body: begun } = await shopper.buy();
    checkout.standIns.orders.delete(begun.id);

    const recovery = checkout.startRecovery();
    const { body } = await eventually(async () => {
      const seen = await shopper.get(`/checkouts/${begun.id}`);
      return seen.body.status !== 'processing' && seen;
    });
    await recovery.stop();

    expect(body.order).to.include({ status: 'paid', checkoutId: begun.id });
  });

  it('does not wait for another that hangs', async () => {
    const [stuck, healthy] = [checkout.shopper(), checkout.shopper()];
    checkout.standIns.fail(/^PUT \/payments/, { times: 4 });
    const [{ body: first }, { body: second }] = await Promise.all([stuck.buy(), healthy.buy()]);
    checkout.standIns.hang(new RegExp(`^PUT /payments/${first.id}`));

    const recovery = checkout.startRecovery();
    await eventually(async () => (await healthy.get(`/checkouts/${second.id}`)).body.status === 'confirmed', {
      withinMs: 4_000,
    });
    checkout.standIns.release();
    await recovery.stop();

    expect((await stuck.get(`/checkouts/${first.id}`)).body.status).to.be.oneOf(['processing', 'confirmed']);
  });

  it('can not be written by a worker whose lease was taken over', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/^PUT \/payments/, { times: 2 });
    const { body } = await shopper.buy();
    const stale = await eventually(() => checkout.journal.takeOver(body.id));
    const current = await eventually(() => checkout.journal.takeOver(body.id));

    const write = checkout.journal.advance(stale, { status: 'failed' });

    expect(current.fence).to.be.greaterThan(stale.fence);
    const error = await write.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(LeaseLostError);
    expect((await checkout.journal.get(body.id))?.status).to.equal('processing');
  });

  it('can not be taken over while its worker is at it', async () => {
    const patient = await startCheckoutUnderTest({ FOREGROUND_RETRY_MS: 1 });
    const shopper = patient.shopper();
    patient.standIns.fail(/^PUT \/payments/, { times: 2 });
    const { body } = await shopper.buy();

    const first = await eventually(() => patient.journal.takeOver(body.id));
    const second = await patient.journal.takeOver(body.id);
    await patient.close();

    expect(first.leaseUntilMs).to.be.greaterThan(Date.now());
    expect(second).to.equal(undefined);
  });

  it('is finished, however old, once it is authorized', async () => {
    const shopper = checkout.shopper();
    checkout.standIns.fail(/^POST .*capture/, { times: 2 });
    const { body: begun } = await shopper.buy();

    checkout.clock.putForward(checkout.config.GIVE_UP_AFTER_MS);
    const recovery = checkout.startRecovery();
    const { body } = await eventually(async () => {
      const seen = await shopper.get(`/checkouts/${begun.id}`);
      return seen.body.status !== 'processing' && seen;
    });
    await recovery.stop();

    expect(body.status).to.equal('confirmed');
    expect(checkout.standIns.payments.get(begun.id)).to.include({ status: 'captured', charges: 1 });
  });

  it('answers a repeated key 202 with the same id while it is running', async () => {
    const shopper = checkout.shopper();
    const key = randomUUID();
    checkout.standIns.fail(/^PUT \/payments/, { times: 2 });
    const first = await shopper.buy(bodyOf(), key);

    const repeated = await shopper.buy(bodyOf(), key);

    expect(repeated.status).to.equal(202);
    expect(repeated.body).to.deep.equal(first.body);
  });
});
