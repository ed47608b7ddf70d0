import type { Types } from '@opensearch-project/opensearch';

type Query = Types.Common_QueryDsl.QueryContainer;

/** A word in the name counts four times as much as one in the description, one in brand or category twice. */
const fields = ['name^4', 'brand^2', 'categoryNames^2', 'optionValues', 'description'];

/** More words than anybody searches for; each costs a walk through the dictionary when it is matched loosely. */
const maxLooseWords = 12;

/** Products in which every word occurs somewhere, or with that very SKU. */
export function allWords(text: string): Query {
  return {
    bool: {
      must: [
        {
          dis_max: {
            queries: [
              { multi_match: { query: text, type: 'cross_fields', operator: 'and', fields } },
              { term: { skus: { value: text, boost: 20 } } },
            ],
          },
        },
      ],
      should: [{ match_phrase: { name: { query: text, boost: 2 } } }],
    },
  };
}

/** Products in which all words but one occur, each in a spelling near the one given. Words that occur as given rank by their field. */
export function nearlyAllWords(text: string): Query {
  const words = text.split(/\s+/).slice(0, maxLooseWords);
  const near = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 20 };
  return {
    bool: {
      must: [
        {
          bool: {
            should: words.map((query) => ({ match: { spelling: { query, operator: 'and', ...near } } })),
            minimum_should_match: '1<-1',
          },
        },
      ],
      should: [{ multi_match: { query: words.join(' '), type: 'cross_fields', fields } }],
    },
  };
}

export const everything: Query = { match_all: {} };
