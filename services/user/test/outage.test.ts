import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createPostgres } from '@evermart/kit/postgres';
import { listen } from '@evermart/kit/serve';
import { expect } from 'chai';
import { freePort } from '../../../test/support/free-port.ts';
import { callerOf, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { createUserApp } from '../app.ts';

describe('while the database is away', () => {
  it('answers 503 with Retry-After and is not ready, but alive', async () => {
    const logger = quietLogger('user');
    const url = `postgres://nobody@127.0.0.1:${await freePort()}/users`;
    const postgres = createPostgres({ url, applicationName: 'user-test', logger });
    const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);
    const event = createEventFactory({ service: 'user', region: 'region-a' });
    const app = createUserApp({ logger, health, verifyToken: verifierFor('user'), postgres, event });
    const running = await listen({ app, host: '127.0.0.1', port: 0, health, logger, stop: [postgres.close] });
    const call = callerOf({ service: 'user', baseUrl: running.url, subject: { customerId: 'c-1' } });

    const me = await call('GET', '/me');
    const ready = await call('GET', '/health/ready');

    expect(me.body.type).to.equal('/problems/dependency-unavailable');
    expect(me.headers.get('retry-after')).not.to.equal(null);
    expect([ready.status, ready.body.checks.postgres]).to.deep.equal([503, 'failed']);
    expect((await call('GET', '/health/live')).status).to.equal(200);
    await running.close();
  });
});
