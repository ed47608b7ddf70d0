import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from './eventually.ts';
import { newKey, type PaymentClient, paymentClient } from './payment-client.ts';
import { type Provider, startProvider, temporaryFolder } from './provider-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const slowMs = 600;

describe('the tokens of the payment provider', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let receiver: WebhookReceiver;
  let provider: Provider;
  let client: PaymentClient;

  before(async () => {
    folder = await temporaryFolder();
    receiver = await startWebhookReceiver();
    const environment = { SLOW_MS: String(slowMs) };
    provider = await startProvider({ dataDir: folder.path, webhookUrl: receiver.url, environment });
    client = paymentClient(provider.url);
  });

  after(async () => {
    await provider.end('SIGKILL');
    await receiver.stop();
    await folder.remove();
  });

  const effectsOf = async (checkoutId: string) =>
    (await client.ledger()).filter((entry) => entry.checkoutId === checkoutId);

  it('tok_ok authorizes and the authorization can be found again', async () => {
    const checkoutId = randomUUID();

    const { status, body } = await client.authorize({ checkoutId, amountMinor: 4200 });

    const { id, ...rest } = body;
    expect(status).to.equal(201);
    expect(id).to.match(/^aut_[a-z]{24}$/);
    expect(rest).to.deep.equal({
      status: 'authorized',
      checkoutId,
      amountMinor: 4200,
      currency: 'EUR',
      capturedMinor: 0,
      refundedMinor: 0,
    });
    expect((await client.get(`/authorizations/${id}`)).body).to.deep.equal(body);
    expect((await client.get(`/authorizations?checkoutId=${checkoutId}`)).body).to.deep.equal({ items: [body] });
  });

  for (const [token, code] of [
    ['tok_declined', 'card_declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ] as const) {
    it(`${token} is refused with ${code}, told by webhook, and is no effect`, async () => {
      const checkoutId = randomUUID();

      const { status, body } = await client.authorize({ checkoutId, token });

      expect([status, body.code]).to.deep.equal([402, code]);
      const { event } = await eventually('the webhook', () => receiver.ofCheckout(checkoutId)[0]);
      expect(event.type).to.equal('authorization.declined');
      expect(event.data.effect).to.equal(null);
      expect(event.data.declineCode).to.equal(code);
      expect(event.data.authorization.status).to.equal('declined');
      expect(await effectsOf(checkoutId)).to.deep.equal([]);
      expect((await client.get(`/authorizations?checkoutId=${checkoutId}`)).body).to.deep.equal({ items: [] });
    });
  }

  it('tok_slow answers late, and a repeat after that at once', async () => {
    const key = newKey();
    const order = { checkoutId: randomUUID(), token: 'tok_slow' };

    const beganMs = performance.now();
    const first = await client.authorize(order, key);
    const firstTookMs = performance.now() - beganMs;
    const second = await client.authorize(order, key);
    const secondTookMs = performance.now() - beganMs - firstTookMs;

    expect(first.status).to.equal(201);
    expect(firstTookMs).to.be.at.least(slowMs - 5);
    expect(secondTookMs).to.be.below(slowMs);
    expect(second.body).to.deep.equal(first.body);
  });

  it('tok_hang authorizes once and tells by webhook, but never answers, nor a repeat', async () => {
    const key = newKey();
    const order = { checkoutId: randomUUID(), token: 'tok_hang' };
    const ended = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'answered',
        (error: Error) => error.name,
      );

    const ends = [await ended(client.authorize(order, key, 300)), await ended(client.authorize(order, key, 300))];

    expect(ends).to.deep.equal(['TimeoutError', 'TimeoutError']);
    const { event } = await eventually('the webhook', () => receiver.ofCheckout(order.checkoutId)[0]);
    expect(event.type).to.equal('authorization.succeeded');
    expect(await effectsOf(order.checkoutId)).to.have.length(1);
  });

  it('tok_error fails once for each key without an effect, then authorizes', async () => {
    const order = { checkoutId: randomUUID(), token: 'tok_error' };
    const key = newKey();

    const first = await client.authorize(order, key);
    const effectsAfterFirst = await effectsOf(order.checkoutId);
    const second = await client.authorize(order, key);
    const third = await client.authorize(order, key);
    const otherKey = await client.authorize(order);

    expect([first.status, first.body.code]).to.deep.equal([500, 'provider_error']);
    expect(effectsAfterFirst).to.deep.equal([]);
    expect(second.status).to.equal(201);
    expect(third.body).to.deep.equal(second.body);
    expect(otherKey.status).to.equal(500);
    expect(await effectsOf(order.checkoutId)).to.have.length(1);
  });

  it('tok_webhook_first delivers the webhook before it answers', async () => {
    const checkoutId = randomUUID();

    const { status } = await client.authorize({ checkoutId, token: 'tok_webhook_first' });
    const receivedByThen = receiver.ofCheckout(checkoutId).length;

    expect(status).to.equal(201);
    expect(receivedByThen).to.equal(1);
  });

  it('an unknown token is refused and leaves the key free', async () => {
    const checkoutId = randomUUID();
    const key = newKey();

    const refused = await client.authorize({ checkoutId, token: 'tok_unheard_of' }, key);
    const corrected = await client.authorize({ checkoutId }, key);

    expect([refused.status, refused.body.code]).to.deep.equal([400, 'invalid_token']);
    expect(corrected.status).to.equal(201);
  });

  it('a card number in place of a token is refused and found in no answer, log or table', async () => {
    const cardNumbers = ['4242424242424242', '4242 4242 4242 4242', '4242-4242-4242-4242', '4222222222222'];

    for (const token of cardNumbers) {
      const { status, body } = await client.authorize({ token });

      expect([status, body.code]).to.deep.equal([400, 'invalid_token']);
      expect(JSON.stringify(body)).not.to.include(token);
    }

    const names = await readdir(folder.path);
    expect(names).to.include('ledger.sqlite');
    const files = await Promise.all(names.map((name) => readFile(join(folder.path, name), 'latin1')));
    const everything = [...files, ...provider.lines].join('\n');
    for (const token of cardNumbers) expect(everything).not.to.include(token);
  });
});
