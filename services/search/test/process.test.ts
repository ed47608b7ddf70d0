import { expect } from 'chai';
import { callerOf } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';
import { commonEnvironment, startServiceProcess } from '../../../test/support/service-process.ts';
import { aProduct } from './a-product.ts';
import { startStubCatalog } from './stub-catalog.ts';

describe('the process of search', () => {
  it('serves without OpenSearch, leaves its queue alone, and ends with 0 on SIGTERM', async () => {
    const catalog = await startStubCatalog();
    catalog.sell(aProduct({ name: 'Linen Shirt' }));
    const queue = await freshQueue();
    const main = new URL('../main.ts', import.meta.url).pathname;
    const search = await startServiceProcess(main, {
      ...commonEnvironment(),
      CATALOG_URL: catalog.url,
      EVENTS_QUEUE_URL: queue.queueUrl,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
    });
    try {
      const { body } = await callerOf({ service: 'search', baseUrl: search.url })('GET', '/search?q=linen');

      expect(body).to.include({ total: 1, degraded: true });
      expect(await search.end('SIGTERM')).to.equal(0);
    } finally {
      await catalog.close();
    }
  });
});
