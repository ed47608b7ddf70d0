import type { Client } from '@opensearch-project/opensearch';
import { changesAliasOf, productMappings, productSettings, productsAlias, refreshInterval } from './product-index.ts';

export interface LiveIndex {
  readonly name: string;
  /** 0 for one that tells none. */
  readonly mappingVersion: number;
  readonly products: number;
}

const numbered = /^products-(\d+)$/;

/** The product indices as a whole: `products-<n>`, of which the alias names the one that is searched. */
export function createIndexAdmin({ client }: { client: Client }) {
  return {
    /** The index that is searched, if there is one. */
    async live(): Promise<LiveIndex | undefined> {
      const { body, statusCode } = await client.indices.getMapping({ index: productsAlias }, { ignore: [404] });
      const [found] = statusCode === 404 ? [] : Object.entries(body);
      if (found === undefined) return undefined;
      const [name, { mappings }] = found;
      const { body: counted } = await client.count({ index: name });
      return { name, mappingVersion: Number(mappings._meta?.mappingVersion ?? 0), products: counted.count };
    },

    /** A new, empty index that takes changes but is not searched yet. It refreshes when it goes live. */
    async create(): Promise<string> {
      const highest = Math.max(0, ...(await all()).map((name) => Number(numbered.exec(name)?.[1] ?? 0)));
      const name = `products-${highest + 1}`;
      await client.indices.create({
        index: name,
        body: {
          settings: { ...productSettings, refresh_interval: '-1' },
          mappings: productMappings,
          aliases: { [changesAliasOf(name)]: {} },
        },
      });
      return name;
    },

    /** From one moment to the next searches read this index. The one before it is there as long as searches may still be reading it. */
    async goLive(name: string): Promise<void> {
      await client.indices.putSettings({ index: name, body: { index: { refresh_interval: refreshInterval } } });
      await client.indices.refresh({ index: name });
      await client.indices.updateAliases({
        body: {
          actions: [
            { remove: { index: 'products-*', alias: productsAlias, must_exist: false } },
            { add: { index: name, alias: productsAlias } },
          ],
        },
      });
    },

    async remove(name: string): Promise<void> {
      await client.indices.delete({ index: name }, { ignore: [404] });
    },

    /** Every index but the live one: what was replaced, and what an interrupted rebuild left. Only for the holder of the rebuild's lease. */
    async removeLeftovers(): Promise<void> {
      const live = await this.live();
      for (const name of await all()) if (name !== live?.name) await this.remove(name);
    },
  };

  async function all(): Promise<string[]> {
    const { body } = await client.indices.get({ index: 'products-*', allow_no_indices: true });
    return Object.keys(body);
  }
}
export type IndexAdmin = ReturnType<typeof createIndexAdmin>;
