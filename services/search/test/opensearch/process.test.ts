import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from '../../../../test/support/eventually.ts';
import { callerOf } from '../../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../../test/support/messaging.ts';
import { commonEnvironment, startServiceProcess } from '../../../../test/support/service-process.ts';
import { aProduct } from '../a-product.ts';
import { startStubCatalog } from '../stub-catalog.ts';
import { emptyOpenSearch, firstStartTimeoutMs } from './opensearch-server.ts';

describe('the process of search with OpenSearch', () => {
  before(async function () {
    this.timeout(firstStartTimeoutMs);
    await emptyOpenSearch();
  });

  it('builds the index, follows its queue, and ends with 0 on SIGTERM', async () => {
    const { url } = await emptyOpenSearch();
    const catalog = await startStubCatalog();
    catalog.sell(aProduct({ id: 'one', name: 'Linen Shirt' }));
    const queue = await freshQueue();
    const main = new URL('../../main.ts', import.meta.url).pathname;
    const search = await startServiceProcess(main, {
      ...commonEnvironment(),
      CATALOG_URL: catalog.url,
      OPENSEARCH_URL: url,
      EVENTS_QUEUE_URL: queue.queueUrl,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
    });
    const call = callerOf({ service: 'search', baseUrl: search.url });
    const found = async (q: string) => {
      const { body } = await call('GET', `/search?q=${q}`);
      return body.degraded === false && body.total === 1;
    };
    try {
      await eventually(() => found('linen'));
      catalog.sell(aProduct({ id: 'one', name: 'Wool Shirt', version: 2 }));
      queue.send({
        specversion: '1.0',
        id: randomUUID(),
        source: '/evermart/test/catalog',
        type: 'product.updated',
        subject: 'one',
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data: { productId: 'one', slug: 'one', version: 2 },
      });
      await eventually(() => found('wool'));
    } finally {
      const code = await search.end('SIGTERM');
      await catalog.close();
      expect(code).to.equal(0);
    }
  });
});
