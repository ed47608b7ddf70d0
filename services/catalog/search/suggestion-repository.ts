import type { Suggestions } from '@evermart/contracts/http/search';
import type { Postgres } from '@evermart/kit/postgres';
import { correctWords } from './correct-words.ts';
import { allOf, beginningWith, wordsOf } from './query-words.ts';

type Suggestion = Suggestions['items'][number];

const maxSuggestions = 8;
const maxLabels = 3;
/** Several products may have one name, which is suggested once. */
const productsToRead = 16;
/** Of this many letters or fewer nearly everything begins with: the best sellers among it are near the top anyway. */
const shortPrefix = 2;

/** What somebody may be typing: brands and categories first, as words to search for, then products, the popular ones first. */
export function createSuggestionRepository(postgres: Postgres) {
  return async function suggest(q: string): Promise<Suggestion[]> {
    const words = wordsOf(q);
    const suggestions = await completionsOf(words);
    if (suggestions.length > 0) return suggestions;
    const corrected = await correctWords(postgres, words);
    return corrected === undefined ? [] : completionsOf(corrected);
  };

  async function completionsOf(words: readonly string[]): Promise<Suggestion[]> {
    const typed = words.at(-1);
    if (typed === undefined) return [];
    const typedBefore = words.slice(0, -1);
    const productStatement = typed.length <= shortPrefix ? amongPopularStatement : amongMatchesStatement;
    const [labels, products] = await Promise.all([
      postgres.query<{ text: string }>(labelsStatement, [allOf(typedBefore), beginningWith(typed), maxLabels]),
      postgres.query<{ text: string; productSlug: string }>(productStatement, [
        allOf(typedBefore, 'A'),
        beginningWith(typed, 'A'),
        productsToRead,
      ]),
    ]);
    const distinct = new Map([...products, ...labels].map((suggestion) => [suggestion.text, suggestion]));
    return [...new Set([...labels, ...products].map(({ text }) => text))]
      .flatMap((text) => distinct.get(text) ?? [])
      .slice(0, maxSuggestions);
  }
}
export type Suggest = ReturnType<typeof createSuggestionRepository>;

// Parameters: the words typed before, the one being typed, a limit. The query is made once, in a CTE: written into the
// condition, it would be made anew for every row that is checked.
const asked = "WITH asked AS MATERIALIZED (SELECT to_tsquery('shop', $1) && to_tsquery('shop_typing', $2) AS words)";

const labelsStatement = `
  ${asked}
  SELECT l.label AS text
  FROM asked, search_labels l
  WHERE l.words @@ asked.words
    AND EXISTS (SELECT FROM search_entries e WHERE e.words @@ plainto_tsquery('shop', l.label))
  ORDER BY l.label
  LIMIT $3`;

/** For a rare beginning: all matches, then the most popular of them. */
const amongMatchesStatement = `
  ${asked},
  found AS (
    SELECT e.product_id, e.popularity
    FROM asked, search_entries e
    WHERE e.words @@ asked.words
    ORDER BY e.popularity DESC, e.product_id DESC
    LIMIT $3
  )
  SELECT p.name AS text, p.slug AS "productSlug"
  FROM found JOIN products p ON p.id = found.product_id
  ORDER BY found.popularity DESC, found.product_id DESC`;

/** For a common one: the first matches among the most popular products. */
const amongPopularStatement = `
  ${asked},
  popular AS (
    SELECT product_id, popularity, words FROM search_entries ORDER BY popularity DESC, product_id DESC LIMIT 1000
  ),
  found AS (
    SELECT popular.product_id, popular.popularity
    FROM asked, popular
    WHERE popular.words @@ asked.words
    ORDER BY popular.popularity DESC, popular.product_id DESC
    LIMIT $3
  )
  SELECT p.name AS text, p.slug AS "productSlug"
  FROM found JOIN products p ON p.id = found.product_id
  ORDER BY found.popularity DESC, found.product_id DESC`;
