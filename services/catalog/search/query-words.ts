const maxWords = 12;
const maxWordLength = 40;

/** The words of what somebody typed, as the database's text search splits them too. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, maxWords)
    .map((word) => word.slice(0, maxWordLength));
}

/**
 * A tsquery in which every word must occur. `weights` says where: A the name, B brand and categories, C the rest.
 * Words hold letters and digits only, so quoting them makes any text safe.
 */
export function allOf(words: readonly string[], weights = ''): string {
  return words.map((word) => `'${word}'${weights === '' ? '' : `:${weights}`}`).join(' & ');
}

/** A tsquery for what begins with the word. */
export function beginningWith(word: string, weights = ''): string {
  return `'${word}':*${weights}`;
}
