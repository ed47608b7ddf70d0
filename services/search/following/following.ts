import type { CatalogDocuments } from '../catalog/catalog-documents.ts';
import type { CatalogEvent } from './catalog-event.ts';
import { RefusedProductError } from './follow-catalog.ts';

interface Consumer {
  stop(): Promise<void>;
}

export interface FollowingDeps {
  readonly documents: CatalogDocuments;
  readonly follow: (event: CatalogEvent) => Promise<void>;
  readonly startConsumer: (handle: (event: CatalogEvent) => Promise<void>) => Consumer;
}

/**
 * Takes events only while both catalog and OpenSearch can be used. Otherwise they wait in the queue, instead of being
 * received in vain until they count as dead letters.
 */
export function createFollowing({ documents, follow, startConsumer }: FollowingDeps) {
  let consumer: Consumer | undefined;
  let troubled = false;
  let stopping: Promise<unknown> = Promise.resolve();

  async function handle(event: CatalogEvent): Promise<void> {
    try {
      await follow(event);
    } catch (error) {
      if (!(error instanceof RefusedProductError)) {
        troubled = true;
        // Not awaited: the consumer stops only after this handler.
        void pause();
      }
      throw error;
    }
  }

  function pause(): Promise<unknown> {
    const running = consumer;
    consumer = undefined;
    if (running !== undefined) stopping = Promise.all([stopping, running.stop()]);
    return stopping;
  }

  return {
    running: () => consumer !== undefined,

    /** Goes on, once catalog answers again. @throws ServiceError `dependency-unavailable` while it does not. */
    async resume(): Promise<void> {
      if (consumer !== undefined) return;
      if (troubled) await documents.reachable();
      troubled = false;
      consumer = startConsumer(handle);
    },

    /** Waits for the events at hand. */
    pause,
  };
}
export type Following = ReturnType<typeof createFollowing>;
