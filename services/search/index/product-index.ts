import type { ProductDocument } from '@evermart/contracts/http/catalog';
import type { Types } from '@opensearch-project/opensearch';

type Property = Types.Common_Mapping.Property;

/**
 * Grows when a change below needs a new index: a running service that finds an older one builds the new one beside it.
 * A test holds the digest of each version, so that a change can't be forgotten.
 */
export const mappingVersion = 1;

/** What searches read: an alias of the one index that is complete. */
export const productsAlias = 'products';

/** Each index has an alias of its own for changes, there as long as the index: writing to it never creates an index by accident. */
export const changesAliasOf = (index: string) => `${index}-changes`;
export const changesAliases = 'products-*-changes';

/** Scores count which words matched where and nothing else, so that a page stays in its place while other products change. */
const words: Types.Common_Mapping.TextProperty = {
  type: 'text',
  analyzer: 'prose',
  similarity: 'boolean',
  norms: false,
};
const sortable: Property = { type: 'keyword' };

export const refreshInterval = '1s';

export const productSettings: Types.Indices_Common.IndexSettings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  // Set, it holds for an index that nobody searched for a while, too.
  refresh_interval: refreshInterval,
  // How long a deletion's version outlives it: longer than a page of a rebuild is under way.
  gc_deletes: '10m',
  analysis: {
    filter: {
      possessive: { type: 'stemmer', language: 'possessive_english' },
      stop_words: { type: 'stop', stopwords: '_english_' },
      stem: { type: 'stemmer', language: 'light_english' },
      beginnings: { type: 'edge_ngram', min_gram: 1, max_gram: 15 },
    },
    analyzer: {
      prose: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['lowercase', 'asciifolding', 'possessive', 'stop_words', 'stem'],
      },
      plain: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding'] },
      beginnings: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding', 'beginnings'] },
    },
    normalizer: { any_case: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
  },
};

export const productMappings: Types.Common_Mapping.TypeMapping = {
  _meta: { mappingVersion },
  dynamic: 'strict',
  // A hit shows its summary; the rest is there to be found by and need not be read again.
  _source: { includes: ['summary'] },
  properties: {
    summary: { type: 'object', enabled: false },
    productId: sortable,
    name: {
      ...words,
      copy_to: ['spelling', 'typed'],
      fields: { typed: { type: 'text', analyzer: 'beginnings', search_analyzer: 'plain', similarity: 'boolean' } },
    },
    brand: { ...words, copy_to: ['spelling', 'typed', 'labels'], fields: { exact: sortable } },
    categories: sortable,
    categoryNames: { ...words, copy_to: ['spelling', 'typed', 'labels'] },
    optionValues: { ...words, copy_to: ['spelling'] },
    description: { ...words, copy_to: ['spelling'] },
    skus: { type: 'keyword', normalizer: 'any_case' },
    priceMinor: { type: 'integer' },
    popularity: { type: 'double' },
    createdAt: { type: 'date' },
    // Whole words as people write them: what a typo is corrected to.
    spelling: { type: 'text', analyzer: 'plain', similarity: 'boolean', norms: false, index_options: 'freqs' },
    // Beginnings of words: what a suggestion is found by, and which names it may show.
    typed: { type: 'text', analyzer: 'beginnings', search_analyzer: 'plain', similarity: 'boolean', norms: false },
    labels: sortable,
  },
};

/** What the index holds of a product. The version is the index's own, see `index-writer.ts`. */
export function indexedProduct(document: ProductDocument) {
  const { productId, description, categories, categoryNames, skus, optionValues, popularity, createdAt, summary } =
    document;
  return {
    summary,
    productId,
    name: summary.name,
    brand: summary.brand,
    categories,
    categoryNames,
    optionValues,
    description,
    skus,
    priceMinor: summary.price.amountMinor,
    popularity,
    createdAt,
  };
}
