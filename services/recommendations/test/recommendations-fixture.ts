import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { EventType } from '@evermart/contracts/events/event-types';
import type { ProductSummary } from '@evermart/contracts/http/product';
import { createDynamo } from '@evermart/kit/dynamo';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { listen } from '@evermart/kit/serve';
import { freshTable } from '../../../test/support/dynamo.ts';
import { callerOf, internalTokenKeys, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { createRecommendationsApp } from '../app.ts';
import { createCachedSignals } from '../recommendations/cached-signals.ts';
import { createCatalogProducts } from '../recommendations/catalog-products.ts';
import { createRecommend } from '../recommendations/recommend.ts';
import { createPopularityTally } from '../signals/popularity-tally.ts';
import { createRecordSignal } from '../signals/record-signal.ts';
import { ShopperSignal } from '../signals/shopper-signal.ts';
import { createSignalRepository } from '../signals/signal-repository.ts';
import { startStubCatalog } from './stub-catalog.ts';

/** The real app on a real table, beside a stub of catalog. Signals are handed to the handler that the queue calls. */
export async function startRecommendations({ tableEndpoint }: { tableEndpoint?: string } = {}) {
  const catalog = await startStubCatalog();
  const { tableName, endpoint, region } = await freshTable('recommendations');
  const dynamo = createDynamo({ region, endpoint: tableEndpoint ?? endpoint });
  const writes = countWrites(dynamo);
  const client = createServiceClient({
    service: 'catalog',
    baseUrl: catalog.url,
    mintToken: createTokenMinter('recommendations', internalTokenKeys),
  });
  const signals = createSignalRepository({ dynamo, tableName });
  const tally = createPopularityTally({ signals });
  const record = createRecordSignal({ signals, tally });
  const logger = quietLogger('recommendations');
  const health = createHealth([]);
  const app = createRecommendationsApp({
    logger,
    health,
    verifyToken: verifierFor('recommendations'),
    recommend: createRecommend({
      signals: createCachedSignals({ signals, logger, ttlMs: 1 }),
      products: createCatalogProducts(client),
    }),
  });
  const running = await listen({
    app,
    host: '127.0.0.1',
    port: 0,
    health,
    logger,
    stop: [client.close, () => dynamo.destroy(), catalog.close],
  });

  return {
    catalog,
    signals,
    tally,
    close: running.close,
    writes,
    /** Everything that is stored. */
    storedItems: async () => (await dynamo.send(new ScanCommand({ TableName: tableName }))).Items ?? [],
    baseUrl: running.url,

    async recommended(visitorId: string | undefined, product?: string): Promise<string[]> {
      const { status, body } = await ask(visitorId, product === undefined ? '' : `?product=${product}`);
      if (status !== 200) throw new Error(`recommendations answered ${status}`);
      return body.items.map(({ slug }: ProductSummary) => slug);
    },
    ask,

    /** One paid order of one unit of each. */
    buy: (slugs: readonly string[], id: string = randomUUID()) =>
      signal('order.paid', { order: orderOf(slugs) }, { id }),
    view: (visitorId: string, productSlug: string, time?: string) =>
      signal('shopper.product-viewed', { visitorId, productSlug }, { ...(time === undefined ? {} : { time }) }),
    addToCart: (visitorId: string, productSlug: string, time?: string) =>
      signal(
        'shopper.added-to-cart',
        { visitorId, productSlug, sku: 'SKU-1', quantity: 1 },
        { ...(time === undefined ? {} : { time }) },
      ),
  };

  function ask(visitorId: string | undefined, query = '') {
    const subject = visitorId === undefined ? {} : { visitorId };
    return callerOf({ service: 'recommendations', baseUrl: running.url, subject })('GET', `/recommendations${query}`);
  }

  /** As it comes out of the queue: through the schema. */
  function signal(
    type: EventType,
    data: unknown,
    { id = randomUUID() as string, time = new Date().toISOString() } = {},
  ) {
    const event = { specversion: '1.0', id, source: '/evermart/test/x', type, subject: 's', time, data };
    return record(ShopperSignal.parse({ ...event, datacontenttype: 'application/json' }));
  }
}

/** Commands that reached the table, by name. */
function countWrites(dynamo: ReturnType<typeof createDynamo>) {
  const counts = new Map<string, number>();
  dynamo.middlewareStack.add(
    (next, context) => (args) => {
      const name = String(context.commandName);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return next(args);
    },
    { step: 'initialize', name: 'countCommands' },
  );
  return {
    total: () => (counts.get('PutItemCommand') ?? 0) + (counts.get('UpdateItemCommand') ?? 0),
    counts,
  };
}

function orderOf(slugs: readonly string[]) {
  const price = { amountMinor: 1_000, currency: 'EUR' };
  return {
    id: 'order-1',
    email: 'ada@evermart.test',
    lines: slugs.map((slug) => ({
      sku: 'SKU-1',
      productSlug: slug,
      name: slug,
      image: { url: '/media/x.svg', alt: slug },
      unitPrice: price,
      quantity: 1,
      lineTotal: price,
    })),
  };
}
