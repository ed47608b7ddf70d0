import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@evermart/kit/log';
import { counter } from '@evermart/kit/telemetry';
import type { CatalogDocuments } from '../catalog/catalog-documents.ts';
import type { IndexAdmin } from './index-admin.ts';
import type { IndexWriter } from './index-writer.ts';
import type { AcquireLease, Lease } from './rebuild-lease.ts';

export interface RebuildDeps {
  readonly admin: IndexAdmin;
  readonly writer: IndexWriter;
  readonly documents: CatalogDocuments;
  readonly acquireLease: AcquireLease;
  readonly logger: Logger;
}

const rebuilds = counter('evermart.search.rebuilds', 'Times that the index was built from the catalogue');

/** Between pages, so that shoppers' requests to catalog and OpenSearch are not held up by a rebuild. */
const breathMs = 5;
/** Longer than a search takes: those that began on the replaced index end there. */
const retireAfterMs = 1_000;

/**
 * Builds a new index from the catalogue beside the live one, which goes on answering, and lets it take its place.
 * Changes that arrive meanwhile are written to both (see `index-writer.ts`). One process rebuilds at a time: `busy`
 * when another one does.
 */
export function createRebuild({ admin, writer, documents, acquireLease, logger }: RebuildDeps) {
  return async function rebuild(reason: string, signal: AbortSignal): Promise<'rebuilt' | 'busy'> {
    const lease = await acquireLease();
    if (lease === undefined) return 'busy';
    const startedMs = performance.now();
    try {
      await admin.removeLeftovers();
      const index = await admin.create();
      logger.info({ event: 'search.rebuild-started', reason, index });
      const products = await fill(index, lease, signal);
      await admin.goLive(index);
      rebuilds.add(1, { reason });
      const tookMs = Math.round(performance.now() - startedMs);
      logger.info({ event: 'search.rebuild-finished', reason, index, products, tookMs });
      await delay(retireAfterMs);
      await admin.removeLeftovers();
      return 'rebuilt';
    } finally {
      await lease.release().catch(() => undefined);
    }
  };

  /** How many products it holds then. What was begun is removed when it can't be finished. */
  async function fill(index: string, lease: Lease, signal: AbortSignal): Promise<number> {
    let products = 0;
    try {
      for await (const page of documents.pages()) {
        signal.throwIfAborted();
        const refusals = await writer.fill(index, page);
        for (const refusal of refusals) logger.error({ event: 'search.product-refused', ...refusal });
        await lease.renew();
        products += page.length;
        await delay(breathMs);
      }
      return products;
    } catch (error) {
      await admin.remove(index).catch(() => undefined);
      throw error;
    }
  }
}
export type Rebuild = ReturnType<typeof createRebuild>;
