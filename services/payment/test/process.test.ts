import { join } from 'node:path';
import { createPostgres, type Postgres } from '@evermart/kit/postgres';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { callerOf, quietLogger } from '../../../test/support/internal-calls.ts';
import { freshTopic } from '../../../test/support/messaging.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { commonEnvironment, type ServiceProcess, startServiceProcess } from '../../../test/support/service-process.ts';
import { eur, migrationsDirectory, newCheckoutId } from './payment-under-test.ts';
import { type Sandbox, sandboxWebhookSecret, startSandbox } from './sandbox-process.ts';

const main = join(import.meta.dirname, '../main.ts');

describe('the payment process', () => {
  let topic: Awaited<ReturnType<typeof freshTopic>>;
  let sandbox: Sandbox;
  let postgres: Postgres;
  let start: () => Promise<ServiceProcess>;
  let running: ServiceProcess | undefined;

  before(async () => {
    const port = String(await freePort());
    const [database, aTopic, aSandbox] = await Promise.all([
      freshDatabase(migrationsDirectory),
      freshTopic(),
      startSandbox({ webhookUrl: `http://127.0.0.1:${port}/webhooks/sandbox` }),
    ]);
    topic = aTopic;
    sandbox = aSandbox;
    postgres = createPostgres({ url: database.url, applicationName: 'test', logger: quietLogger('payment') });
    start = async () => {
      running = await startServiceProcess(main, {
        ...commonEnvironment(),
        PORT: port,
        DATABASE_URL: database.url,
        EVENTS_TOPIC_ARN: topic.topicArn,
        AWS_ENDPOINT_URL_SNS: topic.endpoint,
        SANDBOX_PROVIDER_URL: sandbox.url,
        SANDBOX_WEBHOOK_SECRET: sandboxWebhookSecret,
        SETTLE_AFTER_MS: '500',
        SETTLE_IDLE_MS: '100',
      });
      return running;
    };
  });
  after(async () => {
    await running?.end('SIGKILL');
    await postgres.close();
    await sandbox.stop();
  });

  const callOn = ({ url }: ServiceProcess) => callerOf({ service: 'payment', baseUrl: url, as: 'checkout' });

  it('lesson 9: publishes what it recorded, and on SIGTERM answers what is under way and ends with 0', async () => {
    const service = await start();
    const checkoutId = newCheckoutId();

    const answer = callOn(service)('PUT', `/payments/${checkoutId}/authorization`, {
      provider: 'sandbox',
      token: 'tok_slow',
      amount: eur(700),
    });
    await eventually(async () => (await sandbox.effectsOf(checkoutId)).length === 1);
    const code = await service.end('SIGTERM');

    expect((await answer).status).to.equal(200);
    expect(code).to.equal(0);
    await start();
    const events = await topic.waitFor('payment.authorized');
    expect(events.map(({ subject }) => subject)).to.include(checkoutId);
    expect(service.lines.join()).not.to.contain('tok_slow');
  });

  it('lesson 4: killed again and again while it authorizes and captures, it charges each checkout once', async function () {
    this.timeout(60_000);
    const checkoutIds = Array.from({ length: 24 }, newCheckoutId);
    let service = running ?? (await start());
    const tokens = ['tok_ok', 'tok_slow', 'tok_error', 'tok_webhook_first'];

    const purchases = checkoutIds.map((checkoutId, index) =>
      buy(checkoutId, tokens[index % tokens.length] ?? 'tok_ok'),
    );
    for (let kill = 0; kill < 3; kill += 1) {
      const before = await capturedCount();
      await Promise.race([eventually(async () => (await capturedCount()) >= before + 3), Promise.all(purchases)]);
      await service.end('SIGKILL');
      service = await start();
    }
    await Promise.all(purchases);

    for (const checkoutId of checkoutIds) {
      expect(await sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 1999', 'capture 1999']);
    }
    const rows = await postgres.query<{ status: string }>(
      'SELECT DISTINCT status FROM payments WHERE checkout_id = ANY($1) AND captured_minor = 1999 AND token IS NULL',
      [checkoutIds],
    );
    expect(rows).to.deep.equal([{ status: 'captured' }]);
    expect(await capturedCount()).to.equal(24);

    /** As the saga does: the same calls again until they are answered. */
    async function buy(checkoutId: string, token: string) {
      const amount = eur(1999);
      await answered('PUT', `/payments/${checkoutId}/authorization`, { provider: 'sandbox', token, amount });
      await answered('POST', `/payments/${checkoutId}/capture`, { amount });
    }

    function answered(method: string, path: string, body: object) {
      return eventually(async () => (await callOn(service)(method, path, body)).status === 200, { withinMs: 40_000 });
    }

    async function capturedCount(): Promise<number> {
      const [row] = await postgres.query<{ count: number }>(
        "SELECT count(*) FROM payments WHERE checkout_id = ANY($1) AND status = 'captured'",
        [checkoutIds],
      );
      return row?.count ?? 0;
    }
  });

  it('lesson 4: killed before it learnt the outcome, it finds out by itself after its restart', async () => {
    const checkoutId = newCheckoutId();
    const service = running ?? (await start());

    const answer = callOn(service)('PUT', `/payments/${checkoutId}/authorization`, {
      provider: 'sandbox',
      token: 'tok_hang',
      amount: eur(700),
    }).catch(() => undefined);
    await eventually(async () => (await sandbox.effectsOf(checkoutId)).length === 1);
    await service.end('SIGKILL');
    await answer;
    const restarted = await start();

    const read = callOn(restarted);
    await eventually(async () => (await read('GET', `/payments/${checkoutId}`)).body?.status === 'authorized');
    expect(await sandbox.effectsOf(checkoutId)).to.deep.equal(['authorization 700']);
  });

  it('refuses to start without the secret of a provider that it has the address of', async () => {
    const failed: unknown = await startServiceProcess(main, {
      ...commonEnvironment(),
      DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
      EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:topic',
      SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
    }).catch((error: unknown) => error);

    expect(String(failed)).to.contain('SANDBOX_WEBHOOK_SECRET: missing');
  });
});
