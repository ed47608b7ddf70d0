import type { Client } from '@opensearch-project/opensearch';

/** Small things that all processes of search must agree on; it is restored from a snapshot together with the products. */
export const stateIndex = 'search-state';
const id = 'followed';

/** Until when the live index is known to have followed the catalogue. */
export function createIndexState({ client }: { client: Client }) {
  return {
    /** Milliseconds since the epoch; 0 when nobody has followed yet. */
    async followedUntilMs(): Promise<number> {
      const { body } = await client.get({ index: stateIndex, id }, { ignore: [404] });
      return Number(body._source?.untilMs ?? 0);
    },

    async markFollowed(untilMs: number): Promise<void> {
      await client.index({ index: stateIndex, id, body: { untilMs } });
    },

    /** Does nothing where it is there. */
    async prepare(): Promise<void> {
      await client.indices.create(
        {
          index: stateIndex,
          body: {
            settings: { number_of_shards: 1, auto_expand_replicas: '0-1' },
            mappings: { dynamic: false, properties: {} },
          },
        },
        { ignore: [400] },
      );
    },
  };
}
export type IndexState = ReturnType<typeof createIndexState>;
