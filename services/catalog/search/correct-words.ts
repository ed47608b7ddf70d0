import type { Sql } from '@evermart/kit/postgres';
import { editDistance } from './edit-distance.ts';
import { allOf } from './query-words.ts';

/** Fewer letters leave too much to guess. */
const shortestCorrected = 3;
/** Terms of the same distance that are compared by how many products they find. */
const maxTies = 5;

/**
 * The words with those that occur nowhere replaced by the nearest term of the catalogue: one letter off in short words,
 * two in words of six and more. `undefined` when that changes nothing.
 */
export async function correctWords(sql: Sql, words: readonly string[]): Promise<string[] | undefined> {
  const corrected = await Promise.all(words.map((word) => correctWord(sql, word)));
  return corrected.some((word, index) => word !== words[index]) ? corrected : undefined;
}

async function correctWord(sql: Sql, word: string): Promise<string> {
  if (word.length < shortestCorrected || (await countProducts(sql, [word])).length > 0) return word;
  const limit = word.length < 6 ? 1 : 2;
  const terms = await sql.query<{ term: string }>(
    `SELECT term FROM search_terms
     WHERE term % $1 OR (left(term, 1) = left($1, 1) AND length(term) BETWEEN length($1) - 2 AND length($1) + 2)`,
    [word],
  );
  const ranked = terms
    .map(({ term }) => ({ term, distance: editDistance(word, term, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((one, other) => one.distance - other.distance || one.term.localeCompare(other.term));
  const nearest = ranked.filter(({ distance }) => distance === ranked[0]?.distance).slice(0, maxTies);
  const [best] = await countProducts(
    sql,
    nearest.map(({ term }) => term),
  );
  return best?.word ?? word;
}

/** The words that find products, the one that finds most first. */
function countProducts(sql: Sql, words: readonly string[]): Promise<{ word: string; products: number }[]> {
  return sql.query(
    `WITH asked AS MATERIALIZED (
       SELECT word, to_tsquery('shop', query) AS query FROM unnest($1::text[], $2::text[]) AS given (word, query)
     )
     SELECT word, products
     FROM asked
     CROSS JOIN LATERAL (
       SELECT count(*) AS products
       FROM (SELECT FROM search_entries WHERE words @@ asked.query LIMIT 100) found
     ) counted
     WHERE products > 0
     ORDER BY products DESC, word`,
    [words, words.map((word) => allOf([word]))],
  );
}
