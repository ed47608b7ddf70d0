import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { paymentClient } from './payment-client.ts';
import { startProvider, temporaryFolder } from './provider-process.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

describe('the ledger of the payment provider', () => {
  it('lists each effect once and in order, whatever the page size, and no declined attempt', async () => {
    const folder = await temporaryFolder();
    const receiver = await startWebhookReceiver();
    const provider = await startProvider({ dataDir: folder.path, webhookUrl: receiver.url });
    const client = paymentClient(provider.url);
    const checkoutId = randomUUID();

    try {
      const { body: authorization } = await client.authorize({ checkoutId, amountMinor: 100 }, 'the-key-of-the-first');
      await client.authorize({ token: 'tok_declined' });
      const path = `/authorizations/${authorization.id}`;
      const { body: captured } = await client.post(`${path}/capture`, { amountMinor: 70 });
      for (const amountMinor of [10, 20]) await client.post(`${path}/refunds`, { amountMinor });
      const { body: second } = await client.authorize({ checkoutId, amountMinor: 55 });
      await client.post(`/authorizations/${second.id}/void`, {});
      const whole = await client.ledger();
      const onePage = (await client.get('/ledger?limit=6')).body;
      const badCursor = await client.get('/ledger?cursor=x');
      const badLimit = await client.get('/ledger?limit=0');

      expect(whole.map(({ kind, amountMinor }) => [kind, amountMinor])).to.deep.equal([
        ['authorization', 100],
        ['capture', 70],
        ['refund', 10],
        ['refund', 20],
        ['authorization', 55],
        ['void', 55],
      ]);
      const { at, ...first } = whole[0]!;
      expect(new Date(String(at)).toISOString()).to.equal(at);
      expect(first).to.deep.equal({
        kind: 'authorization',
        id: authorization.id,
        authorizationId: authorization.id,
        checkoutId,
        amountMinor: 100,
        currency: 'EUR',
        idempotencyKey: 'the-key-of-the-first',
      });
      expect(captured.effect).to.deep.include({ id: whole[1]?.id, at: whole[1]?.at });
      for (const limit of [1, 2, 5]) expect(await client.ledger(limit)).to.deep.equal(whole);
      expect(onePage).to.deep.equal({ items: whole, nextCursor: null });
      expect([badCursor.status, badLimit.status]).to.deep.equal([400, 400]);
    } finally {
      await provider.end('SIGKILL');
      await receiver.stop();
      await folder.remove();
    }
  });
});
