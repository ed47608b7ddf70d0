import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { newKey, type PaymentClient, paymentClient } from './payment-client.ts';
import { type Provider, startProvider, temporaryFolder } from './provider-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

describe('idempotency of the payment provider', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let receiver: WebhookReceiver;
  let provider: Provider;
  let client: PaymentClient;

  before(async () => {
    folder = await temporaryFolder();
    receiver = await startWebhookReceiver();
    provider = await startProvider({ dataDir: folder.path, webhookUrl: receiver.url });
    client = paymentClient(provider.url);
  });

  after(async () => {
    await provider.end('SIGKILL');
    await receiver.stop();
    await folder.remove();
  });

  const entriesOf = async (key: string) => (await client.ledger()).filter((entry) => entry.idempotencyKey === key);

  it('fifty authorizations at once with one key are one effect and one answer', async () => {
    const key = newKey();
    const order = { checkoutId: randomUUID() };

    const answers = await Promise.all(Array.from({ length: 50 }, () => client.authorize(order, key)));

    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).to.equal(1);
    expect(answers.filter(({ replayed }) => !replayed)).to.have.length(1);
    expect(await entriesOf(key)).to.have.length(1);
  });

  it('fifty captures at once with one key are one effect and one answer', async () => {
    const { body: authorization } = await client.authorize({ amountMinor: 500 });
    const key = newKey();
    const path = `/authorizations/${authorization.id}/capture`;

    const answers = await Promise.all(Array.from({ length: 50 }, () => client.post(path, { amountMinor: 500 }, key)));

    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).to.equal(1);
    expect(answers[0]?.status).to.equal(200);
    expect(await entriesOf(key)).to.have.length(1);
  });

  it('a key that comes back with another body, token or operation is refused and has no effect', async () => {
    const key = newKey();
    const order = { checkoutId: randomUUID(), amountMinor: 100 };
    const { body: authorization } = await client.authorize(order, key);

    const others = [
      await client.authorize({ ...order, amountMinor: 101 }, key),
      await client.authorize({ ...order, token: 'tok_declined' }, key),
      await client.post(`/authorizations/${authorization.id}/capture`, { amountMinor: 100 }, key),
    ];

    for (const { status, body } of others) {
      expect([status, body.code]).to.deep.equal([409, 'idempotency_key_reused']);
    }
    expect(await entriesOf(key)).to.have.length(1);
  });

  it('the order of the keys in the JSON makes no other body', async () => {
    const key = newKey();
    const checkoutId = randomUUID();

    const first = await client.post(
      '/authorizations',
      { checkoutId, amountMinor: 7, currency: 'EUR', token: 'tok_ok' },
      key,
    );
    const second = await client.post(
      '/authorizations',
      { token: 'tok_ok', currency: 'EUR', amountMinor: 7, checkoutId },
      key,
    );

    expect([first.status, second.status]).to.deep.equal([201, 201]);
    expect(second.body).to.deep.equal(first.body);
  });

  it('a decline and a refusal are replayed like a success', async () => {
    const declineKey = newKey();
    const order = { checkoutId: randomUUID(), token: 'tok_declined' };
    const { body: authorization } = await client.authorize({});
    const refund = { path: `/authorizations/${authorization.id}/refunds`, key: newKey(), body: { amountMinor: 1999 } };

    const declines = [await client.authorize(order, declineKey), await client.authorize(order, declineKey)];
    const refused = await client.post(refund.path, refund.body, refund.key);
    await client.post(`/authorizations/${authorization.id}/capture`, { amountMinor: 1999 });
    const refusedAgain = await client.post(refund.path, refund.body, refund.key);

    expect(declines.map(({ status, replayed }) => [status, replayed])).to.deep.equal([
      [402, false],
      [402, true],
    ]);
    expect([refused.status, refusedAgain.status, refusedAgain.replayed]).to.deep.equal([409, 409, true]);
  });

  it('a POST without a key, with a bad body or about an unknown authorization is refused with what to do', async () => {
    const keyless = await client.post('/authorizations/aut_none/void', {}, null);
    const unknownField = await client.post('/authorizations/aut_none/capture', { amountMinor: 1, cvv: '123' });
    const fraction = await client.authorize({ amountMinor: 19.99 });
    const unknown = await client.post('/authorizations/aut_none/capture', { amountMinor: 1 });
    const notJson = await fetch(`${provider.url}/authorizations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newKey() },
      body: '{',
    });

    expect([keyless.status, keyless.body.code]).to.deep.equal([400, 'idempotency_key_missing']);
    expect([unknownField.status, unknownField.body.code]).to.deep.equal([400, 'invalid_request']);
    expect([fraction.status, fraction.body.code]).to.deep.equal([400, 'invalid_request']);
    expect(fraction.body.message).to.include('amountMinor');
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'not_found']);
    expect(notJson.status).to.equal(400);
    expect(await notJson.json()).to.include({ code: 'malformed_body' });
  });
});
