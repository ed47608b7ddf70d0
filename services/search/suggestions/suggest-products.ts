import type { ProductSummary } from '@evermart/contracts/http/product';
import type { Suggestions } from '@evermart/contracts/http/search';
import type { Types } from '@opensearch-project/opensearch';
import type { AskIndex, IndexAnswer, IndexRequest } from '../index/index-reader.ts';
import { countsBy } from '../index/terms-aggregation.ts';

type Suggestion = Suggestions['items'][number];

const maxSuggestions = 8;
const maxLabels = 3;
/** Several products may have one name, which is suggested once. */
const hitsToRead = 16;
const labelsToRead = 30;

/**
 * What somebody may be typing: brands and categories first, as words to search for, then products. Every word counts as
 * the beginning of one; a typo is forgiven when nothing else fits.
 *
 * @throws IndexUnavailableError
 */
export function createSuggestProducts({ ask }: { ask: AskIndex }) {
  return async function suggestProducts(q: string): Promise<Suggestions> {
    const answer = (await find(q, {})) ?? (await find(q, typoTolerance));
    if (answer === undefined) return { items: [] };
    const products = answer.hits.hits.map((hit): Suggestion => {
      const { name, slug } = (hit._source as { summary: ProductSummary }).summary;
      return { text: name, productSlug: slug };
    });
    const items = [...labelsOf(answer, q).map((text): Suggestion => ({ text })), ...products];
    return { items: distinct(items).slice(0, maxSuggestions) };
  };

  /** `undefined` when nothing fits. */
  async function find(q: string, tolerance: Partial<typeof typoTolerance>): Promise<IndexAnswer | undefined> {
    const [answer] = await ask([suggestionRequest(q, tolerance)]);
    return answer !== undefined && answer.hits.hits.length > 0 ? answer : undefined;
  }
}
export type SuggestProducts = ReturnType<typeof createSuggestProducts>;

const typoTolerance = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 25 };

function suggestionRequest(query: string, tolerance: Partial<typeof typoTolerance>): IndexRequest {
  const match: Types.Common_QueryDsl.MatchQuery = { query, operator: 'and', ...tolerance };
  return {
    query: {
      bool: { must: [{ match: { typed: match } }], should: [{ match: { 'name.typed': { ...match, boost: 4 } } }] },
    },
    size: hitsToRead,
    sort: [{ _score: { order: 'desc' } }, { popularity: { order: 'desc' } }, { productId: { order: 'asc' } }],
    track_total_hits: false,
    aggregations: { labels: countsBy('labels', labelsToRead) },
  };
}

/** Of the matching products' brands and categories those that are being typed themselves. */
function labelsOf(answer: IndexAnswer, q: string): string[] {
  const found = answer.aggregations?.labels as { buckets?: readonly { readonly key: string }[] } | undefined;
  const typed = wordsOf(q);
  return (found?.buckets ?? [])
    .map(({ key }) => key)
    .filter((label) => typed.every((word) => wordsOf(label).some((candidate) => candidate.startsWith(word))))
    .slice(0, maxLabels);
}

/** As the index folds them: no case, no accents. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function distinct(items: readonly Suggestion[]): Suggestion[] {
  return [...new Map(items.toReversed().map((item) => [item.text, item])).values()].toReversed();
}
