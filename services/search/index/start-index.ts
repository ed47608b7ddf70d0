import type { ServiceClient } from '@evermart/kit/http-client';
import type { Logger } from '@evermart/kit/log';
import { createCatalogDocuments } from '../catalog/catalog-documents.ts';
import { createCatalogFollower } from '../following/follow-catalog.ts';
import { createFollowing, type FollowingDeps } from '../following/following.ts';
import { createDriftWatch } from './drift-watch.ts';
import { createIndexAdmin } from './index-admin.ts';
import { startIndexKeeper } from './index-keeper.ts';
import { createIndexReader } from './index-reader.ts';
import { createIndexState } from './index-state.ts';
import { createIndexWriter } from './index-writer.ts';
import { createOpenSearchClient } from './opensearch-client.ts';
import { createRebuild } from './rebuild-index.ts';
import { createRebuildLease } from './rebuild-lease.ts';

export interface StartIndexOptions {
  readonly openSearchUrl: string;
  readonly timeoutMs: number;
  readonly checkMs: number;
  readonly maxGapMs: number;
  readonly catalog: ServiceClient;
  readonly logger: Logger;
  readonly startConsumer: FollowingDeps['startConsumer'];
}

/** Wires everything that stands between OpenSearch and the routes, and starts looking after the index. */
export function startIndex(options: StartIndexOptions) {
  const { openSearchUrl, timeoutMs, checkMs, maxGapMs, catalog, logger, startConsumer } = options;
  const client = createOpenSearchClient(openSearchUrl);
  const documents = createCatalogDocuments(catalog);
  const writer = createIndexWriter({ client });
  const admin = createIndexAdmin({ client });
  const follow = createCatalogFollower({ documents, writer });
  const following = createFollowing({ documents, follow, startConsumer });
  const keeper = startIndexKeeper({
    admin,
    state: createIndexState({ client }),
    drift: createDriftWatch({ documents }),
    rebuild: createRebuild({ admin, writer, documents, acquireLease: createRebuildLease({ client }), logger }),
    following,
    logger,
    checkMs,
    maxGapMs,
  });

  return {
    ask: createIndexReader({ client, logger, timeoutMs }),
    keeper,
    async stop(): Promise<void> {
      await keeper.stop();
      await client.close();
    },
  };
}
