import type { Types } from '@opensearch-project/opensearch';
import type { IndexAnswer, IndexRequest } from '../index/index-reader.ts';

const name = 'spelling';

/** Asks for words of the catalogue in place of those that occur nowhere in it. */
export function spellingRequest(text: string): NonNullable<IndexRequest['suggest']> {
  return {
    text,
    [name]: {
      term: { field: 'spelling', suggest_mode: 'missing', prefix_length: 1, min_word_length: 3, size: 1 },
    },
  };
}

/** The text with the misspelt words corrected; `undefined` when there is nothing to correct. */
export function correctionOf(text: string, answer: IndexAnswer | undefined): string | undefined {
  const corrected = (answer?.suggest?.[name] ?? []).reduceRight((sofar, entry) => {
    const replacement = bestOf(entry);
    if (replacement === undefined) return sofar;
    return sofar.slice(0, entry.offset) + replacement + sofar.slice(entry.offset + entry.length);
  }, text);
  return corrected === text ? undefined : corrected;
}

function bestOf(entry: Types.Core_Search.Suggest): string | undefined {
  const [option] = 'options' in entry ? [entry.options].flat() : [];
  return option !== undefined && 'text' in option ? option.text : undefined;
}
