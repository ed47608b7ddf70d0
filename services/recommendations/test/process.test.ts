import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshTable } from '../../../test/support/dynamo.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { callerOf } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';
import { commonEnvironment, startServiceProcess } from '../../../test/support/service-process.ts';
import { startStubCatalog } from './stub-catalog.ts';

describe('the process of recommendations', () => {
  it('learns from its queue, writes what it has collected on SIGTERM, and ends with 0', async () => {
    const catalog = await startStubCatalog();
    for (const slug of ['shirt', 'scarf', 'hat']) catalog.sell(slug);
    const queue = await freshQueue();
    const table = await freshTable('recommendations');
    const environment = {
      ...commonEnvironment(),
      CATALOG_URL: catalog.url,
      RECOMMENDATIONS_TABLE: table.tableName,
      EVENTS_QUEUE_URL: queue.queueUrl,
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
      SIGNALS_TTL_MS: '1',
      POPULARITY_FLUSH_MS: '600000',
    };
    const main = new URL('../main.ts', import.meta.url).pathname;
    const visitor = { service: 'recommendations', subject: { visitorId: randomUUID() } } as const;
    const first = await startServiceProcess(main, environment);
    let firstCode: number | null = null;
    try {
      queue.send({
        specversion: '1.0',
        id: randomUUID(),
        source: '/evermart/test/api-gateway',
        type: 'shopper.added-to-cart',
        subject: 'visitor',
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data: { visitorId: 'somebody', productSlug: 'hat', sku: 'HAT-1', quantity: 1 },
      });
      await queue.drained();
    } finally {
      firstCode = await first.end('SIGTERM');
    }
    const second = await startServiceProcess(main, environment);
    try {
      const call = callerOf({ ...visitor, baseUrl: second.url });
      const items = await eventually(async () => (await call('GET', '/recommendations')).body.items);

      expect(items[0].slug).to.equal('hat');
      expect(firstCode).to.equal(0);
    } finally {
      await second.end('SIGTERM');
      await catalog.close();
    }
  });
});
