import type { ProductDocument } from '@evermart/contracts/http/catalog';
import { isServiceError } from '@evermart/kit/problem';
import type { CatalogDocuments } from '../catalog/catalog-documents.ts';
import type { IndexWriter, Refusal, Withdrawal } from '../index/index-writer.ts';
import type { CatalogEvent } from './catalog-event.ts';
import { inBatches } from './in-batches.ts';

/** One event's product can't be indexed; other events are not concerned. */
export class RefusedProductError extends Error {
  override readonly name = 'RefusedProductError';
}

export interface FollowCatalogDeps {
  readonly documents: CatalogDocuments;
  readonly writer: IndexWriter;
  /** How long events are collected, so that many are written at once. Default 20. */
  readonly windowMs?: number;
}

/**
 * Brings the index up to date with a product that changed. The event tells only which: what is written is what catalog
 * says now, so that repeated, late and disordered events end alike.
 *
 * @throws RefusedProductError for that product alone; anything else while catalog or OpenSearch can't be used.
 */
export function createCatalogFollower({ documents, writer, windowMs = 20 }: FollowCatalogDeps) {
  const update = inBatches(bringUpToDate, windowMs);

  return async function follow(event: CatalogEvent): Promise<void> {
    const refusals = await update(event);
    const refusal = refusals.find(({ productId }) => productId === event.data.productId);
    if (refusal !== undefined) throw new RefusedProductError(refusal.reason);
  };

  async function bringUpToDate(events: readonly CatalogEvent[]): Promise<readonly Refusal[]> {
    const targets = await writer.targets();
    // The index that will be built reads the catalogue as it is then.
    if (targets.length === 0) return [];
    const productIds = [...new Set(events.map(({ data }) => data.productId))];
    const answers = await Promise.all(productIds.map(read));
    const refusals = await writer.apply(targets, {
      documents: answers.flatMap(({ document }) => document ?? []),
      withdrawals: answers.flatMap(({ productId, withdrawn }) => (withdrawn ? withdrawalOf(productId, events) : [])),
    });
    return [...refusals, ...answers.flatMap(({ refusal }) => refusal ?? [])];
  }

  async function read(productId: string): Promise<Answer> {
    try {
      const document = await documents.find(productId);
      return document === undefined ? { productId, withdrawn: true } : { productId, document };
    } catch (error) {
      if (isServiceError(error)) throw error;
      return { productId, refusal: { productId, reason: `catalog's document is not valid: ${String(error)}` } };
    }
  }
}

interface Answer {
  readonly productId: string;
  readonly document?: ProductDocument;
  readonly withdrawn?: boolean;
  readonly refusal?: Refusal;
}

/** A change of stock knows no version: the event of the withdrawal itself will bring one. */
function withdrawalOf(productId: string, events: readonly CatalogEvent[]): Withdrawal[] {
  const versions = events.flatMap(({ data }) =>
    data.productId === productId && 'version' in data ? data.version : [],
  );
  return versions.length === 0 ? [] : [{ productId, version: Math.max(...versions) }];
}
