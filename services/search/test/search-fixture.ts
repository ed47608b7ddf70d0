import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import type { EventType } from '@evermart/contracts/events/event-types';
import type { SearchResult } from '@evermart/contracts/http/search';
import type { Subject } from '@evermart/contracts/http/subject';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { listen } from '@evermart/kit/serve';
import { callerOf, internalTokenKeys, verifierFor } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';
import { createSearchApp } from '../app.ts';
import { CatalogEvent } from '../following/catalog-event.ts';
import { startIndex } from '../index/start-index.ts';
import { type StubCatalog, startStubCatalog } from './stub-catalog.ts';

export interface StartSearchOptions {
  readonly openSearchUrl?: string | undefined;
  /** Default: a stub of its own. */
  readonly catalog?: StubCatalog;
  readonly maxGapMs?: number;
}

/** The real app beside a stub of catalog; with an address of OpenSearch, the index and its queue too. */
export async function startSearch({ openSearchUrl, catalog: given, maxGapMs = 60_000 }: StartSearchOptions = {}) {
  const catalog = given ?? (await startStubCatalog());
  const queue = await freshQueue();
  const logged: Record<string, unknown>[] = [];
  const logger = createLogger(
    { service: 'search', region: 'test', level: 'info' },
    process.env.DBG ? undefined : linesInto(logged),
  );
  const client = createServiceClient({
    service: 'catalog',
    baseUrl: catalog.url,
    mintToken: createTokenMinter('search', internalTokenKeys),
  });
  const index =
    openSearchUrl === undefined
      ? undefined
      : startIndex({
          openSearchUrl,
          timeoutMs: 800,
          checkMs: 50,
          maxGapMs,
          catalog: client,
          logger,
          startConsumer: (handle) => startQueueConsumer({ ...queue, logger, schema: CatalogEvent, handle }),
        });
  const health = createHealth([]);
  const app = createSearchApp({ logger, health, verifyToken: verifierFor('search'), catalog: client, index });
  const running = await listen({
    app,
    host: '127.0.0.1',
    port: 0,
    health,
    logger,
    stop: [() => index?.stop(), client.close, ...(given === undefined ? [catalog.close] : [])],
  });
  const call = as({ visitorId: randomUUID() });

  return {
    catalog,
    queue,
    baseUrl: running.url,
    close: running.close,
    call,
    as,
    /** What was logged under that event name. */
    logged: (event: string) => logged.filter((line) => line.event === event),

    async search(query: Readonly<Record<string, string | number>>): Promise<SearchResult> {
      const { status, body } = await call('GET', `/search?${queryOf(query)}`);
      if (status !== 200) throw new Error(`search answered ${status}: ${JSON.stringify(body)}`);
      return body;
    },

    /** As catalog publishes it. */
    publish(type: EventType, productId: string, version = 1) {
      const data = type === 'stock.changed' ? { sku: 'SKU', available: true } : { slug: 'slug', version };
      queue.send({
        specversion: '1.0',
        id: randomUUID(),
        source: '/evermart/test/catalog',
        type,
        subject: productId,
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data: { productId, ...data },
      });
    },
  };

  function as(subject: Partial<Subject>) {
    return callerOf({ service: 'search', baseUrl: running.url, as: 'api-gateway', subject });
  }
}
export type SearchUnderTest = Awaited<ReturnType<typeof startSearch>>;

function queryOf(query: Readonly<Record<string, string | number>>): string {
  return new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

export function namesOf({ items }: SearchResult): string[] {
  return items.map(({ name }) => name);
}

function linesInto(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString('utf8').trim().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
}
