import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { expect } from 'chai';
import { signWebhook } from '../sign-webhook.ts';
import { retryDelayMs } from '../webhook-dispatcher.ts';
import { eventually } from './eventually.ts';
import { paymentClient } from './payment-client.ts';
import { type Provider, startProvider, temporaryFolder, webhookSecret } from './provider-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** Verifies as a receiver would, on its own reading of the contract. */
const verifies = (signature: string, rawBody: string, secret: string): boolean => {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature);
  if (!match) return false;
  const expected = createHmac('sha256', secret).update(`${match[1]}.${rawBody}`).digest();
  return timingSafeEqual(expected, Buffer.from(match[2]!, 'hex'));
};

const timestampOf = (signature: string) => Number(/^t=(\d+)/.exec(signature)?.[1]);

describe('the webhooks of the payment provider', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let receiver: WebhookReceiver;
  let provider: Provider;

  const start = async () => {
    provider = await startProvider({ dataDir: folder.path, webhookUrl: receiver.url });
    return paymentClient(provider.url);
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    receiver = await startWebhookReceiver();
  });

  afterEach(async () => {
    await provider.end('SIGKILL');
    await receiver.stop();
    await folder.remove();
  });

  it('tell of each effect with the authorization as it then stood', async () => {
    const client = await start();
    const checkoutId = randomUUID();

    const { body: authorization } = await client.authorize({ checkoutId, amountMinor: 100 });
    const path = `/authorizations/${authorization.id}`;
    const { body: captured } = await client.post(`${path}/capture`, { amountMinor: 80 });
    const { body: refunded } = await client.post(`${path}/refunds`, { amountMinor: 30 });
    const { body: second } = await client.authorize({ checkoutId });
    const { body: voided } = await client.post(`/authorizations/${second.id}/void`, {});
    await eventually('five webhooks', () => receiver.ofCheckout(checkoutId).length === 5);

    const dataOf = (type: string) =>
      receiver
        .ofCheckout(checkoutId)
        .filter(({ event }) => event.type === type)
        .map(({ event }) => event.data);
    expect(dataOf('authorization.succeeded').map((data) => data.authorization)).to.have.deep.members([
      authorization,
      second,
    ]);
    for (const [type, answer] of [
      ['capture.succeeded', captured],
      ['refund.succeeded', refunded],
      ['void.succeeded', voided],
    ] as const) {
      const { effect, ...after } = answer;
      expect(dataOf(type)).to.deep.equal([{ authorization: after, effect }]);
    }
    const events = receiver.ofCheckout(checkoutId).map(({ event }) => event);
    expect(new Set(events.map(({ id }) => id)).size).to.equal(5);
    for (const { id, createdAt } of events) {
      expect(id).to.match(/^evt_[a-z]{24}$/);
      expect(new Date(createdAt).toISOString()).to.equal(createdAt);
    }
  });

  it('carry a signature over time and raw body that verifies, and not with another secret or body', async () => {
    const client = await start();

    await client.authorize({ token: 'tok_webhook_first' });

    const { signature, rawBody, receivedAtMs } = receiver.received[0]!;
    expect(verifies(signature, rawBody, webhookSecret)).to.equal(true);
    expect(verifies(signature, rawBody, `${webhookSecret}!`)).to.equal(false);
    expect(verifies(signature, `${rawBody} `, webhookSecret)).to.equal(false);
    expect(timestampOf(signature)).to.be.within(receivedAtMs / 1000 - 2, receivedAtMs / 1000);
  });

  it('have the signature that the contract computes for a known input', () => {
    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
    const signature = signWebhook({ secret: 'whsec_test', timestampS: 1_700_000_000, rawBody: '{"a":1}' });

    expect(signature).to.equal('t=1700000000,v1=38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789');
  });

  it('are sent again, the same and freshly signed, until 2xx, and then no more', async () => {
    const client = await start();
    const checkoutId = randomUUID();

    receiver.answerWith(500);
    await client.authorize({ checkoutId });
    await eventually('four attempts', () => receiver.received.length >= 4);
    const { body: pendingBefore } = await client.get('/webhooks?status=pending');
    receiver.answerWith(200);
    await eventually('acceptance', async () => (await client.get('/webhooks?status=pending')).body.count === 0);
    const { body: delivered } = await client.get('/webhooks?status=delivered');

    const attempts = [...receiver.received];
    expect([pendingBefore.count, delivered.count]).to.deep.equal([1, 1]);
    expect(new Set(attempts.map(({ rawBody }) => rawBody)).size).to.equal(1);
    expect(attempts.every(({ signature, rawBody }) => verifies(signature, rawBody, webhookSecret))).to.equal(true);
    const first = attempts[0]!;
    const last = attempts.at(-1)!;
    expect(timestampOf(last.signature)).to.be.above(timestampOf(first.signature));
    const gapsMs = attempts.slice(1).map(({ receivedAtMs }, index) => receivedAtMs - attempts[index]!.receivedAtMs);
    for (const [index, gapMs] of gapsMs.entries()) expect(gapMs).to.be.at.least(100 * 2 ** index - 5);
  });

  it('wait between attempts from 0.1 to 0.2 s at first, doubling up to 30 s', () => {
    expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).to.deep.equal([100, 200]);
    expect([retryDelayMs(2, 1), retryDelayMs(5, 1)]).to.deep.equal([400, 3200]);
    expect([retryDelayMs(9, 0), retryDelayMs(5000, 1)]).to.deep.equal([15_000, 30_000]);
  });

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`that were not accepted before a ${signal} are sent by the next process`, async () => {
      const client = await start();
      receiver.answerWith(503);
      const checkoutIds = Array.from({ length: 20 }, () => randomUUID());
      await Promise.all(checkoutIds.map((checkoutId) => client.authorize({ checkoutId })));
      await provider.end(signal);
      const attemptsBefore = receiver.received.length;

      receiver.answerWith(204);
      const successor = await start();
      await eventually('all accepted', async () => (await successor.get('/webhooks?status=pending')).body.count === 0);

      const acceptedCheckouts = receiver.received
        .slice(attemptsBefore)
        .map(({ event }) => event.data.authorization.checkoutId);
      expect(acceptedCheckouts).to.have.members(checkoutIds);
    });
  }

  it('do not hold up payments while their receiver refuses, and are all delivered afterwards', async () => {
    const client = await start();
    receiver.answerWith(500);

    const answers = await Promise.all(Array.from({ length: 200 }, () => client.authorize({})));
    const { body: pending } = await client.get('/webhooks?status=pending');
    receiver.answerWith(204);
    await eventually('delivery', async () => (await client.get('/webhooks?status=pending')).body.count === 0, 20_000);

    expect(answers.every(({ status }) => status === 201)).to.equal(true);
    expect(pending.count).to.equal(200);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).to.equal(200);
  });

  it('are at most four in the air, and tok_webhook_first waits no more than 5 s for a receiver that hangs', async () => {
    const client = await start();
    receiver.answerWith('never');

    await Promise.all(Array.from({ length: 20 }, () => client.authorize({})));
    await eventually('four webhooks', () => receiver.received.length === 4);
    await Promise.all(Array.from({ length: 50 }, () => client.authorize({})));
    const inTheAir = receiver.received.length;
    const beganMs = performance.now();
    const { status } = await client.authorize({ token: 'tok_webhook_first' });
    const tookMs = performance.now() - beganMs;

    expect(inTheAir).to.equal(4);
    expect(status).to.equal(201);
    expect(tookMs).to.be.within(4500, 6000);
  });
});
