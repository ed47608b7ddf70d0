import { createDynamo } from '@evermart/kit/dynamo';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { freshTable } from '../../../test/support/dynamo.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { createDeliverOnce } from '../deliveries/deliver-once.ts';
import { createDeliveryRepository } from '../deliveries/delivery-repository.ts';
import { retryDelaySeconds } from '../events/retry-delay.ts';
import { MailError } from '../transport/mail-error.ts';
import type { Mail } from '../transport/mail-transport.ts';
import { createSmtpTransport } from '../transport/smtp-transport.ts';
import { startMailCatcher } from './mail-catcher.ts';

const mail: Mail = { to: 'ada@evermart.test', subject: 'Hello', text: 'Hello', html: '<p>Hello</p>', language: 'en' };

async function setUp() {
  const port = await freePort();
  const { tableName, endpoint, region } = await freshTable('notifications');
  const dynamo = createDynamo({ region, endpoint });
  const from = 'shop@evermart.test';
  const transport = createSmtpTransport({ url: `smtp://127.0.0.1:${port}`, from, connections: 2 });
  const clock = { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() };
  const deliveries = createDeliveryRepository({ dynamo, tableName, leaseMs: 60_000, clock });
  const deliver = createDeliverOnce({ deliveries, transport, logger: quietLogger('notification') });
  return {
    port,
    clock,
    deliveries,
    notify: (id: string) => deliver({ id, eventId: `event-of-${id}`, compose: async () => mail }),
    close: () => {
      transport.close();
      dynamo.destroy();
    },
  };
}

describe('while the mail system is away', () => {
  it('a notification fails as “not available”, and goes out at the next attempt, at once', async () => {
    const { port, notify, deliveries, close } = await setUp();

    const failure = await notify('n-1').catch((error: unknown) => error);
    const catcher = await startMailCatcher({ port });
    await notify('n-1');
    await notify('n-1');

    expect(isServiceError(failure, 'dependency-unavailable')).to.equal(true);
    expect(catcher.mails).to.have.length(1);
    expect(await deliveries.statusOf('n-1')).to.equal('sent');
    close();
    await catcher.close();
  });

  it('the error tells nothing of the recipient', async () => {
    const { notify, close } = await setUp();

    const failure = (await notify('n-1').catch((error: unknown) => error)) as Error;
    const { message, stack, cause } = failure;

    expect([message, stack, String(cause), (cause as Error).stack].join()).not.to.contain('ada@');
    expect(String(cause)).to.contain('ESOCKET CONN');
    close();
  });

  it('a server that takes mails and never answers is waited for within the lease, not longer', async () => {
    const catcher = await startMailCatcher();
    catcher.state.silent = true;
    const options = { url: catcher.url, from: 'shop@evermart.test', connections: 1, sendTimeoutMs: 300 };
    const transport = createSmtpTransport(options);

    const startMs = performance.now();
    const failures = await Promise.all(
      ['n-1', 'n-2'].map((id) => transport.send(mail, id).catch((error: unknown) => error)),
    );

    expect(failures.every((failure) => failure instanceof MailError)).to.equal(true);
    expect(performance.now() - startMs).to.be.below(2_000);
    transport.close();
    await catcher.close();
  });

  it('events wait for an hour and more before they are dead letters; faulty ones don’t wait', async () => {
    const { notify, close } = await setUp();
    const outage = await notify('n-1').catch((error: unknown) => error);

    const waits = [1, 2, 3, 4].map((receives) => retryDelaySeconds(receives, outage));

    expect(waits.reduce((sum, seconds) => sum + seconds)).to.be.greaterThan(3_600);
    expect(waits[0]).to.be.at.most(10);
    expect(retryDelaySeconds(4, new Error('faulty'))).to.equal(1);
    close();
  });
});

describe('a delivery', () => {
  it('is begun by one of many who ask at once, and again only after its lease', async () => {
    const { deliveries, clock, close } = await setUp();

    const begun = await Promise.all(Array.from({ length: 20 }, () => deliveries.begin('n-1', 'e-1')));
    const startMs = Date.now();
    clock.nowMs = () => startMs + 59_000;
    const early = await deliveries.begin('n-1', 'e-1');
    clock.nowMs = () => startMs + 61_000;
    const late = await deliveries.begin('n-1', 'e-1');

    expect(begun.filter(({ state }) => state === 'begun')).to.have.length(1);
    expect([early.state, late.state]).to.deep.equal(['busy', 'begun']);
    close();
  });

  it('that ended is never begun again', async () => {
    const { deliveries, clock, close } = await setUp();
    await deliveries.begin('n-1', 'e-1');
    await deliveries.end('n-1', 'sent');

    clock.nowMs = () => Date.now() + 10 * 86_400_000;

    expect((await deliveries.begin('n-1', 'e-1')).state).to.equal('done');
    close();
  });
});
