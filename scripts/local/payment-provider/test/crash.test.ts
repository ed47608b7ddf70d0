import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from './eventually.ts';
import { newKey, type PaymentClient, paymentClient } from './payment-client.ts';
import { type Provider, startProvider, temporaryFolder } from './provider-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

interface Acknowledged {
  path: string;
  body: object;
  key: string;
  answer: Record<string, unknown>;
}

/** Authorizes and captures, one purchase after the other, until the provider stops answering. */
const buyUntilItDies = async (client: PaymentClient, acknowledged: Acknowledged[], unanswered: Set<string>) => {
  const call = async (path: string, body: object) => {
    const key = newKey();
    unanswered.add(key);
    const { body: answer } = await client.post(path, body, key, 3000);
    unanswered.delete(key);
    acknowledged.push({ path, body, key, answer });
    return answer;
  };
  try {
    for (;;) {
      const order = { checkoutId: randomUUID(), amountMinor: 1999, currency: 'EUR', token: 'tok_ok' };
      const { id } = await call('/authorizations', order);
      await call(`/authorizations/${id}/capture`, { amountMinor: 1999 });
    }
  } catch {
    // The kill that this test waits for.
  }
};

describe('the payment provider after a SIGKILL', () => {
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

  for (const round of [1, 2, 3]) {
    it(`has every acknowledged effect exactly once, replays its answer and sends its webhook (round ${round})`, async () => {
      const acknowledged: Acknowledged[] = [];
      const unanswered = new Set<string>();
      const doomed = await start();
      const buyers = Array.from({ length: 16 }, () => buyUntilItDies(doomed, acknowledged, unanswered));
      await eventually('enough purchases', () => acknowledged.length > 100 * round);
      await provider.end('SIGKILL');
      await Promise.all(buyers);

      const client = await start();
      const replays = await Promise.all(acknowledged.map(({ path, body, key }) => client.post(path, body, key)));
      const keys = (await client.ledger()).map(({ idempotencyKey }) => String(idempotencyKey));
      await eventually('the last webhook', async () => (await client.get('/webhooks?status=pending')).body.count === 0);

      const acknowledgedKeys = acknowledged.map(({ key }) => key);
      expect(unanswered.size, 'requests in the air at the kill').to.be.above(0);
      expect(replays.map(({ body }) => body)).to.deep.equal(acknowledged.map(({ answer }) => answer));
      expect(replays.every(({ replayed }) => replayed)).to.equal(true);
      expect(new Set(keys).size, 'each effect once').to.equal(keys.length);
      expect(keys).to.include.members(acknowledgedKeys);
      expect([...acknowledgedKeys, ...unanswered]).to.include.members(keys);
      expect(new Set(receiver.received.map(({ event }) => event.id)).size).to.equal(keys.length);
    });
  }

  it('remembers the failure that tok_error has spent, and hangs again for tok_hang', async () => {
    const [errorKey, hangKey] = [newKey(), newKey()];
    const failing = { checkoutId: randomUUID(), token: 'tok_error' };
    const hanging = { checkoutId: randomUUID(), token: 'tok_hang' };
    const nameOf = (error: Error) => error.name;

    const doomed = await start();
    const failed = await doomed.authorize(failing, errorKey);
    const hung = await doomed.authorize(hanging, hangKey, 300).catch(nameOf);
    await provider.end('SIGKILL');
    const client = await start();
    const retried = await client.authorize(failing, errorKey);
    const hungAgain = await client.authorize(hanging, hangKey, 300).catch(nameOf);

    expect([failed.status, retried.status]).to.deep.equal([500, 201]);
    expect([hung, hungAgain]).to.deep.equal(['TimeoutError', 'TimeoutError']);
    expect(await client.ledger()).to.have.length(2);
  });
});
