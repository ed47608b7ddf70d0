import { randomUUID } from 'node:crypto';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createPostgres } from '@evermart/kit/postgres';
import { listen } from '@evermart/kit/serve';
import { callerOf, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { createUserApp } from '../app.ts';

const migrations = new URL('../migrations', import.meta.url).pathname;

export const someAddress = {
  name: 'Ada Lovelace',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};

/** The real app on a real database. */
export async function startUser() {
  const { url } = await freshDatabase(migrations);
  const logger = quietLogger('user');
  const postgres = createPostgres({ url, applicationName: 'user-test', logger });
  const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);
  const event = createEventFactory({ service: 'user', region: 'region-a' });
  const app = createUserApp({ logger, health, verifyToken: verifierFor('user'), postgres, event });
  const running = await listen({ app, host: '127.0.0.1', port: 0, health, logger, stop: [postgres.close] });
  const baseUrl = running.url;

  return {
    postgres,
    close: running.close,
    gateway: callerOf({ service: 'user', baseUrl, as: 'api-gateway' }),
    notification: callerOf({ service: 'user', baseUrl, as: 'notification' }),

    /** What the outbox holds of a customer, in order. */
    async events(customerId: string): Promise<{ type: string; data: unknown }[]> {
      const rows = await postgres.query<{ event: { type: string; data: unknown } }>(
        `SELECT event FROM outbox WHERE event ->> 'subject' = $1 ORDER BY id`,
        [customerId],
      );
      return rows.map(({ event }) => event);
    },

    /** Somebody who has signed in once, calling through the gateway. */
    async customer() {
      const customerId = randomUUID();
      const call = callerOf({ service: 'user', baseUrl, as: 'api-gateway', subject: { customerId } });
      await call('PUT', `/customers/${customerId}`, { email: `${customerId}@evermart.test`, name: 'Ada' });
      return {
        customerId,
        call,
        addresses: async () => (await call('GET', '/me/addresses')).body.items,
        add: async (more: object = {}) => call('POST', '/me/addresses', { ...someAddress, ...more }),
      };
    },
  };
}
export type UserUnderTest = Awaited<ReturnType<typeof startUser>>;
