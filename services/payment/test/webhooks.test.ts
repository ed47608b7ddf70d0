import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';
import { post, sendWebhook } from './signed-webhook.ts';

const hourMs = 3_600_000;

describe('lesson 5: webhooks', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment();
  });
  after(() => payment.stop());

  const send = (type: string, authorization: Record<string, unknown>, more = {}) =>
    sendWebhook(payment.url, { type, authorization, ...more });

  /** A payment whose answer was lost; the provider holds it. */
  async function unknownPayment() {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId, 'tok_hang');
    const { items } = await fetch(`${payment.sandbox.url}/authorizations?checkoutId=${checkoutId}`).then(
      (response) => response.json() as Promise<{ items: Record<string, unknown>[] }>,
    );
    return { checkoutId, authorization: items[0] ?? {} };
  }

  it('settle a payment whose answer was lost, and publish it as news', async () => {
    const { checkoutId, authorization } = await unknownPayment();

    const { status } = await send('authorization.succeeded', authorization);

    expect(status).to.equal(204);
    expect(await payment.status(checkoutId)).to.equal('authorized');
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized webhook']);
  });

  it('settle a decline whose answer was lost', async () => {
    const { checkoutId, authorization } = await unknownPayment();

    await send('authorization.declined', { ...authorization, status: 'declined' }, { declineCode: 'card_declined' });

    expect(await payment.status(checkoutId)).to.equal('declined');
    expect((await payment.authorize(checkoutId)).body.detail).to.contain('declined');
  });

  it('are harmless when they come 20 times at once', async () => {
    const { checkoutId, authorization } = await unknownPayment();

    const answers = await Promise.all(Array.from({ length: 20 }, () => send('authorization.succeeded', authorization)));

    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([204]));
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized webhook']);
  });

  it('are harmless out of order: a late "authorized" does not undo a capture', async () => {
    const { checkoutId, authorization } = await unknownPayment();
    const captured = { ...authorization, status: 'captured', capturedMinor: 1999 };

    await send('capture.succeeded', captured);
    await send('authorization.succeeded', authorization);

    expect(await payment.status(checkoutId)).to.equal('captured');
    expect(await payment.eventsOf(checkoutId)).to.deep.equal([
      'payment.authorized webhook',
      'payment.captured webhook',
    ]);
  });

  it('change nothing after the answer has told the same', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);
    const [held] = await payment.postgres.query<{ id: string }>(
      'SELECT provider_payment_id AS id FROM payments WHERE checkout_id = $1',
      [checkoutId],
    );

    await send('authorization.succeeded', {
      id: held?.id,
      status: 'authorized',
      checkoutId,
      amountMinor: 1999,
      currency: 'EUR',
      capturedMinor: 0,
    });

    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized response']);
  });

  it('are refused with a wrong or missing signature', async () => {
    const { checkoutId, authorization } = await unknownPayment();

    const forged = await send('authorization.succeeded', authorization, { secret: 'another secret, not ours' });
    const unsigned = await post(payment.url, '{}');
    const tampered = await post(payment.url, '{}', `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`);

    expect([forged.status, unsigned.status, tampered.status]).to.deep.equal([403, 403, 403]);
    expect(await payment.status(checkoutId)).to.equal('authorizing');
  });

  it('are refused when replayed after a day, or after six minutes', async () => {
    const { checkoutId, authorization } = await unknownPayment();

    for (const ageMs of [24 * hourMs, hourMs / 10]) {
      const { status, detail } = await send('authorization.succeeded', authorization, {
        signedAtMs: Date.now() - ageMs,
      });
      expect(status).to.equal(400);
      expect(detail).to.contain('Sign each delivery anew');
    }
    expect(await payment.status(checkoutId)).to.equal('authorizing');
  });

  it('are asked for again while the payment is not here, and refused when they make no sense', async () => {
    const { authorization } = await unknownPayment();

    const unknown = await send('authorization.succeeded', { ...authorization, checkoutId: newCheckoutId() });
    const senseless = await send('sun.risen', authorization);

    expect(unknown.status).to.equal(404);
    expect(senseless.status).to.equal(400);
    const elsewhere = await fetch(`${payment.url}/webhooks/nobody`, { method: 'POST', body: '{}' });
    expect(elsewhere.status).to.equal(404);
  });

  it('void an authorization that reached the provider after the checkout was given up', async () => {
    const checkoutId = newCheckoutId();
    await payment.void(checkoutId);

    const authorization = await payment.sandbox.authorizeDirectly(checkoutId, 500);
    const { status } = await send('authorization.succeeded', authorization);

    expect(status).to.equal(204);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 500', 'void 500']);
    expect(await payment.status(checkoutId)).to.equal('voided');
  });

  it('void an authorization of a payment that was taken for declined', async () => {
    const { checkoutId, authorization } = await unknownPayment();
    await send('authorization.declined', { ...authorization, status: 'declined' }, { declineCode: 'card_declined' });

    const { status } = await send('authorization.succeeded', authorization);

    expect(status).to.equal(204);
    expect(await payment.sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'void 1999']);
    expect(await payment.status(checkoutId)).to.equal('voided');
    expect((await payment.capture(checkoutId)).status).to.equal(409);
  });

  it('void a payment that was to be voided while its outcome was unknown', async () => {
    const { checkoutId, authorization } = await unknownPayment();
    await payment.sandbox.outage('hang');
    expect((await payment.void(checkoutId)).status).to.equal(503);
    await payment.sandbox.outage('none');

    await send('authorization.succeeded', authorization);

    expect(await payment.status(checkoutId)).to.equal('voided');
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized webhook', 'payment.voided webhook']);
  });
});

describe('lesson 5: webhooks of the running provider', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment({ receivesWebhooks: true });
  });
  after(() => payment.stop());

  it('before the response: the payment is settled by the webhook and the caller gets its answer', async () => {
    const checkoutId = newCheckoutId();

    const { status, body } = await payment.authorize(checkoutId, 'tok_webhook_first');

    expect(status).to.equal(200);
    expect(body.status).to.equal('authorized');
    expect(await payment.eventsOf(checkoutId)).to.deep.equal(['payment.authorized webhook']);
  });

  it('settle a hung authorization without anybody asking again', async () => {
    const checkoutId = newCheckoutId();

    await payment.authorize(checkoutId, 'tok_hang');

    await eventually(async () => (await payment.status(checkoutId)) === 'authorized');
  });

  it('leave exactly one event an effect, whoever was first', async () => {
    const checkoutIds = Array.from({ length: 20 }, newCheckoutId);

    await Promise.all(
      checkoutIds.map(async (checkoutId) => {
        await payment.authorize(checkoutId);
        await payment.capture(checkoutId);
        await payment.refund(checkoutId, 'r1', 999);
      }),
    );
    await eventually(async () => {
      const response = await fetch(`${payment.sandbox.url}/webhooks?status=pending`);
      return ((await response.json()) as { count: number }).count === 0;
    });

    for (const checkoutId of checkoutIds) {
      const types = (await payment.eventsOf(checkoutId)).map((event) => event.split(' ')[0]);
      expect(types).to.deep.equal(['payment.authorized', 'payment.captured', 'payment.refunded']);
    }
  });
});
