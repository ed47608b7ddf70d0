import { type Clock, systemClock } from '@evermart/kit/clock';
import type { CatalogDocuments } from '../catalog/catalog-documents.ts';
import type { LiveIndex } from './index-admin.ts';

const soonMs = 5_000;
const seldomMs = 60_000;

interface Counts {
  readonly catalog: number;
  readonly index: number;
}

/**
 * Notices that the index holds another number of products than the catalogue and stays so: after a bulk load, a restored
 * database, or events that were lost. Asks often after a difference or a rebuild and seldom while all is well.
 */
export function createDriftWatch({ documents, clock = systemClock }: { documents: CatalogDocuments; clock?: Clock }) {
  let waitMs = soonMs;
  let nextMs = 0;
  let seen: Counts | undefined;
  /** Counts that a rebuild was asked for already: if they are the same after it, another one will not help. */
  let given: Counts | undefined;

  return {
    /** Whether a rebuild is due. */
    async drifted(live: LiveIndex): Promise<boolean> {
      if (clock.nowMs() < nextMs) return false;
      const counts = { catalog: await documents.count(), index: live.products };
      const differ = counts.catalog !== counts.index;
      waitMs = differ ? soonMs : Math.min(waitMs * 2, seldomMs);
      nextMs = clock.nowMs() + waitMs;
      // One look proves nothing: changes are on their way while shoppers buy and merchants edit.
      const lasting = counts.index === 0 || same(counts, seen);
      seen = counts;
      if (!differ || !lasting || same(counts, given)) return false;
      given = counts;
      return true;
    },

    /** After a rebuild. */
    lookSoon(): void {
      waitMs = soonMs;
      nextMs = clock.nowMs() + soonMs;
      seen = undefined;
    },
  };
}
export type DriftWatch = ReturnType<typeof createDriftWatch>;

function same(a: Counts, b: Counts | undefined): boolean {
  return a.catalog === b?.catalog && a.index === b.index;
}
