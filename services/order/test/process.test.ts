import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { callerOf } from '../../../test/support/internal-calls.ts';
import { freshQueue, freshTopic } from '../../../test/support/messaging.ts';
import { commonEnvironment, type ServiceProcess, startServiceProcess } from '../../../test/support/service-process.ts';
import { type OrderUnderTest, startOrder } from './order-under-test.ts';

const main = join(import.meta.dirname, '../main.ts');

describe('the order process', () => {
  // Another instance over the same database and stubs: it places the orders that the process then handles.
  let service: OrderUnderTest;
  let topic: Awaited<ReturnType<typeof freshTopic>>;
  let queue: Awaited<ReturnType<typeof freshQueue>>;
  let environment: Record<string, string>;
  let running: ServiceProcess | undefined;

  before(async () => {
    // A killed process may take a message with it: a short visibility timeout brings it back within the test's patience.
    [service, topic, queue] = await Promise.all([
      startOrder(),
      freshTopic(),
      freshQueue({ maxReceiveCount: 3, visibilityTimeoutSeconds: 2 }),
    ]);
    environment = {
      ...commonEnvironment(),
      DATABASE_URL: service.databaseUrl,
      PAYMENT_URL: service.payments.url,
      CATALOG_URL: service.catalog.url,
      EVENTS_TOPIC_ARN: topic.topicArn,
      EVENTS_QUEUE_URL: queue.queueUrl,
      AWS_ENDPOINT_URL_SNS: topic.endpoint,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
      TAKE_OVER_AFTER_MS: '300',
      TAKE_OVER_IDLE_MS: '50',
    };
  });
  after(async () => {
    await running?.end('SIGKILL');
    await service.stop();
  });

  function checkoutFailed(checkoutId: string): CloudEvent {
    return {
      specversion: '1.0',
      id: randomUUID(),
      source: '/evermart/region-a/checkout',
      type: 'checkout.failed',
      subject: checkoutId,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: { checkoutId, code: 'payment-declined' },
    };
  }

  it('lesson 9: publishes what was recorded, handles its queue twice as well as once, and ends with 0 on SIGTERM', async () => {
    const { order, checkoutId } = await service.place();
    running = await startServiceProcess(main, environment);

    for (let time = 0; time < 2; time += 1) queue.send(checkoutFailed(checkoutId));
    const [event] = await topic.waitFor('order.cancelled');
    await queue.drained();

    expect(event).to.deep.include({ subject: order.id, id: `${order.id}:cancelled` });
    expect((await service.present(order.id)).history).to.have.length(2);
    expect(await running.end('SIGTERM')).to.equal(0);
    expect(running.lines.join()).not.to.contain('@example.test').and.not.to.contain('Ada');
  });

  it('lesson 4: killed in the middle of a cancellation, it finishes it after its restart, refunding once', async () => {
    const { order, checkoutId } = await service.pay({ customerId: 'c-1' });
    running = await startServiceProcess(main, environment);
    service.catalog.trouble.set('away');
    const cancel = callerOf({
      service: 'order',
      baseUrl: running.url,
      as: 'api-gateway',
      subject: { customerId: 'c-1' },
    });

    const asked = cancel('POST', `/orders/${order.id}/cancellation`, {}).catch(() => undefined);
    await eventually(() => service.payments.refundsOf(checkoutId).length === 1);
    await running.end('SIGKILL');
    await asked;
    service.catalog.trouble.set('none');
    running = await startServiceProcess(main, environment);

    await eventually(async () => (await service.present(order.id)).status === 'cancelled');
    expect(service.payments.refundsOf(checkoutId)).to.deep.equal([2490]);
    expect(service.catalog.verbsFor(checkoutId)).to.deep.equal(['restock']);
  });

  it('lesson 10: a message that can not be read ends in the dead-letter queue and holds up nobody', async () => {
    const { order, checkoutId } = await service.place();
    running ??= await startServiceProcess(main, environment);

    queue.send({ type: 'sun.risen' });
    queue.send(checkoutFailed(checkoutId));

    await eventually(async () => (await service.present(order.id)).status === 'cancelled');
    await eventually(() => queue.deadLetters().length === 1, { withinMs: 20_000 });
  });
});
