import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { systemClock } from '@evermart/kit/clock';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createPostgres } from '@evermart/kit/postgres';
import { listen } from '@evermart/kit/serve';
import { freePort } from '../../../test/support/free-port.ts';
import { callerOf, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { createPaymentApp } from '../app.ts';
import type { PaymentProviderClient } from '../providers/payment-provider.ts';
import { createSandboxProvider } from '../providers/sandbox/sandbox-provider.ts';
import { sandboxWebhookSecret, startSandbox } from './sandbox-process.ts';

export const migrationsDirectory = join(import.meta.dirname, '../migrations');
export const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
export const newCheckoutId = () => `chk_${randomUUID()}`;

const logger = quietLogger('payment');

interface Options {
  /** Default: nobody listens there, so no webhook ever arrives. */
  readonly receivesWebhooks?: boolean;
  readonly providerTimeoutMs?: number;
  readonly settleAfterMs?: number;
  readonly reconciles?: boolean;
  /** Changes what the service gets of the provider, for answers that the sandbox never gives. */
  readonly around?: (provider: PaymentProviderClient) => PaymentProviderClient;
}

/** The service over its real database and the real sandbox provider. */
export async function startPayment(options: Options = {}) {
  const { receivesWebhooks = false, providerTimeoutMs = 800, settleAfterMs = 60_000, reconciles = false } = options;
  const { around = (unchanged) => unchanged } = options;
  const port = await freePort();
  const webhookUrl = `http://127.0.0.1:${receivesWebhooks ? port : await freePort()}/webhooks/sandbox`;
  const [sandbox, { url }] = await Promise.all([startSandbox({ webhookUrl }), freshDatabase(migrationsDirectory)]);
  const postgres = createPostgres({ url, applicationName: 'payment', logger });
  const provider = createSandboxProvider({
    baseUrl: sandbox.url,
    webhookSecret: sandboxWebhookSecret,
    timeoutMs: providerTimeoutMs,
    clock: systemClock,
  });
  const health = createHealth([]);
  const { app, startReconciliation } = createPaymentApp({
    postgres,
    providers: { sandbox: around(provider) },
    event: createEventFactory({ service: 'payment', region: 'region-a' }),
    verifyToken: verifierFor('payment'),
    health,
    logger,
    settleAfterMs,
    settleIdleMs: 50,
  });
  const server = await listen({ app, host: '127.0.0.1', port, health, logger });
  const reconciliation = reconciles ? startReconciliation() : undefined;
  const call = callerOf({ service: 'payment', baseUrl: server.url, as: 'checkout' });

  return {
    url: server.url,
    sandbox,
    postgres,
    call,
    authorize: (checkoutId: string, token = 'tok_ok', amountMinor = 1999) =>
      call('PUT', `/payments/${checkoutId}/authorization`, { provider: 'sandbox', token, amount: eur(amountMinor) }),
    capture: (checkoutId: string, amountMinor = 1999) =>
      call('POST', `/payments/${checkoutId}/capture`, { amount: eur(amountMinor) }),
    void: (checkoutId: string) => call('POST', `/payments/${checkoutId}/void`),
    refund: (checkoutId: string, refundId: string, amountMinor: number) =>
      call('POST', `/payments/${checkoutId}/refunds`, { refundId, amount: eur(amountMinor), reason: 'test' }),
    status: async (checkoutId: string) => (await call('GET', `/payments/${checkoutId}`)).body?.status,

    /** `type settledBy` of each event of a checkout, in order. */
    async eventsOf(checkoutId: string): Promise<string[]> {
      const rows = await postgres.query<{ event: CloudEvent<CloudEvent['type'], { settledBy: string }> }>(
        "SELECT event FROM outbox WHERE event->>'subject' = $1 ORDER BY id",
        [checkoutId],
      );
      return rows.map(({ event }) => `${event.type} ${event.data.settledBy}`);
    },

    async stop() {
      await reconciliation?.stop();
      await server.close();
      await provider.close();
      await postgres.close();
      await sandbox.stop();
    },
  };
}
export type PaymentUnderTest = Awaited<ReturnType<typeof startPayment>>;
