import type { Problem } from '@evermart/contracts/http/problem';
import { createApp } from '@evermart/kit/app';
import { createHealth } from '@evermart/kit/health';
import { idempotencyKeyOf } from '@evermart/kit/idempotency-key';
import { listen, type RunningServer } from '@evermart/kit/serve';
import { expect } from 'chai';
import { Router } from 'express';
import { quietLogger } from '../../../test/support/internal-calls.ts';

describe('an Idempotency-Key', () => {
  let server: RunningServer;

  before(async () => {
    const logger = quietLogger('order');
    const health = createHealth([]);
    const routes = Router();
    routes.post('/', (request, response) => void response.json({ key: idempotencyKeyOf(request, 'refund') }));
    server = await listen({
      app: createApp({ logger, health, routes: [routes] }),
      host: '127.0.0.1',
      port: 0,
      health,
      logger,
    });
  });
  after(() => server.close());

  async function send(headers: [string, string][]) {
    const response = await fetch(server.url, { method: 'POST', headers });
    return { status: response.status, body: (await response.json()) as Partial<Problem> & { key?: string } };
  }

  it('is 1 to 255 printable characters', async () => {
    for (const key of ['k', '!~', 'x'.repeat(255)]) {
      expect(await send([['idempotency-key', key]])).to.deep.equal({ status: 200, body: { key } });
    }
  });

  it('that is not is refused by its name', async () => {
    for (const key of ['two words', 'x'.repeat(256), 'é']) {
      const { status, body } = await send([['idempotency-key', key]]);

      expect([status, body.type], key).to.deep.equal([422, '/problems/validation-failed']);
      expect(body.errors).to.deep.equal([
        { path: 'Idempotency-Key', message: '1 to 255 printable characters without spaces' },
      ]);
    }
  });

  it('that comes twice is refused, since it is not clear which one counts', async () => {
    const { status } = await send([
      ['idempotency-key', 'a'],
      ['idempotency-key', 'b'],
    ]);

    expect(status).to.equal(422);
  });

  it('that is missing or empty is asked for', async () => {
    for (const headers of [[], [['idempotency-key', '']]] satisfies [string, string][][]) {
      const { status, body } = await send(headers);

      expect([status, body.type]).to.deep.equal([400, '/problems/idempotency-key-missing']);
      expect(body.detail).to.contain('for each refund');
    }
  });
});
