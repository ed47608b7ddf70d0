import type { ProductDocument } from '@evermart/contracts/http/catalog';
import type { Client } from '@opensearch-project/opensearch';
import { changesAliases, changesAliasOf, indexedProduct } from './product-index.ts';

/** A product that is no longer sold, and the version at which that was known. */
export interface Withdrawal {
  readonly productId: string;
  readonly version: number;
}

/** A product that OpenSearch does not take, though it is there and well: asking again does not help. */
export interface Refusal {
  readonly productId: string;
  readonly reason: string;
}

/** What OpenSearch says to one product of many: somebody has written it at a newer version, or a rebuild has replaced the index. */
const settled = [409, 404];
const notUnderstood = 400;

/** Writes products under catalog's own version numbers, so that neither disorder nor repetition does harm. */
export function createIndexWriter({ client }: { client: Client }) {
  return {
    /** Where changes go: the index that is searched and the one that is being built. */
    async targets(): Promise<string[]> {
      const { body } = await client.indices.getAlias(
        { name: changesAliases, allow_no_indices: true },
        { ignore: [404] },
      );
      return Object.keys(body)
        .filter((name) => name.startsWith('products-'))
        .map(changesAliasOf);
    },

    /** Brings the targets up to date. A product at the version that is there already is written again. */
    async apply(
      targets: readonly string[],
      changes: { readonly documents: readonly ProductDocument[]; readonly withdrawals: readonly Withdrawal[] },
    ): Promise<Refusal[]> {
      const lines = targets.flatMap((target) => [
        ...changes.documents.flatMap((document) => [
          { index: { ...versioned(target, document), version_type: 'external_gte' as const } },
          indexedProduct(document),
        ]),
        ...changes.withdrawals.map((withdrawal) => ({
          delete: { ...versioned(target, withdrawal), version_type: 'external_gte' as const },
        })),
      ]);
      return send(lines);
    },

    /** Adds a page of the catalogue to a new index, wherever nothing newer has arrived there by `apply`. */
    async fill(index: string, documents: readonly ProductDocument[]): Promise<Refusal[]> {
      const target = changesAliasOf(index);
      return send(
        documents.flatMap((document) => [
          { index: { ...versioned(target, document), version_type: 'external' as const } },
          indexedProduct(document),
        ]),
      );
    },
  };

  async function send(lines: object[]): Promise<Refusal[]> {
    if (lines.length === 0) return [];
    const { body } = await client.bulk({ body: lines, require_alias: true });
    if (!body.errors) return [];
    return body.items.flatMap((item) => {
      const { _id, error, status } = item.index ?? item.delete ?? {};
      if (!error || settled.includes(Number(status))) return [];
      const reason = `${error.type}: ${error.reason}`;
      if (status !== notUnderstood) throw new Error(`OpenSearch can't write at the moment: ${reason}`);
      return [{ productId: String(_id), reason }];
    });
  }
}
export type IndexWriter = ReturnType<typeof createIndexWriter>;

function versioned(target: string, { productId, version }: Withdrawal) {
  return { _index: target, _id: productId, version };
}
