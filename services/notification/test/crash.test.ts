import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createDynamo } from '@evermart/kit/dynamo';
import { expect } from 'chai';
import { freshTable } from '../../../test/support/dynamo.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { internalTokenKeys } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';
import { createDeliveryRepository } from '../deliveries/delivery-repository.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { orderFact, sampleOrder } from './sample-events.ts';

const main = new URL('../main.ts', import.meta.url).pathname;

describe('the process', () => {
  const children: ChildProcess[] = [];

  afterEach(killAll);

  async function killAll() {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  async function setUp() {
    const catcher = await startMailCatcher();
    const queue = await freshQueue({ visibilityTimeoutSeconds: 1 });
    const { tableName, endpoint, region } = await freshTable('notifications');
    const dynamo = createDynamo({ region, endpoint });
    const env = {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      EVERMART_REGION: 'region-a',
      INTERNAL_TOKEN_KEYS: internalTokenKeys.map(({ kid, secret }) => `${kid}:${secret.toString('base64url')}`).join(),
      AWS_REGION: region,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
      USER_URL: 'http://127.0.0.1:9',
      NOTIFICATIONS_TABLE: tableName,
      EVENTS_QUEUE_URL: queue.queueUrl,
      EMAIL_FROM: 'Evermart <shop@evermart.test>',
      SMTP_URL: catcher.url,
      DELIVERY_LEASE_MS: '500',
    };
    return {
      catcher,
      queue,
      deliveries: createDeliveryRepository({ dynamo, tableName, leaseMs: 500 }),
      start() {
        const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
        children.push(child);
        return child;
      },
      close: async () => {
        await killAll();
        dynamo.destroy();
        await catcher.close();
      },
    };
  }

  it('killed after the mail is out and before it knows, repeats it once, with the same Message-ID', async () => {
    const { catcher, queue, deliveries, start, close } = await setUp();
    const order = sampleOrder();
    const first = start();
    catcher.state.onTaken = () => first.kill('SIGKILL');

    queue.send(orderFact('order.paid', order));
    await once(first, 'exit');
    const unmarked = await deliveries.statusOf(`order.paid/${order.id}`);
    catcher.state.onTaken = () => {};
    start();
    await eventually(async () => (await deliveries.statusOf(`order.paid/${order.id}`)) === 'sent');
    await queue.drained();

    expect(unmarked).to.equal('sending');
    expect(catcher.mails).to.have.length(2);
    expect(new Set(catcher.mails.map(({ messageId }) => messageId)).size).to.equal(1);
    expect(queue.deadLetters()).to.have.length(0);
    await close();
  });

  it('finishes what it has begun and ends with 0 on SIGTERM', async () => {
    const { catcher, queue, start, close } = await setUp();
    const order = sampleOrder();
    const child = start();
    catcher.state.onTaken = () => child.kill('SIGTERM');

    queue.send(orderFact('order.paid', order));
    const [code] = await once(child, 'exit');

    expect(code).to.equal(0);
    await queue.drained();
    expect(catcher.mails).to.have.length(1);
    await close();
  });
});
