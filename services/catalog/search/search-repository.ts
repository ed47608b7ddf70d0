import { type PriceBand, priceBands, type SearchQuery } from '@evermart/contracts/http/search';
import type { Postgres } from '@evermart/kit/postgres';
import type { ProductRepository } from '../products/product-repository.ts';
import { correctWords } from './correct-words.ts';
import type { FacetRow } from './facet-statements.ts';
import { allOf, wordsOf } from './query-words.ts';
import { cursorAfter, positionIn, type SearchPosition } from './search-cursor.ts';
import { wholeShopFacetsStatement, wordsStatement } from './search-statements.ts';
import { createShortMemory } from './short-memory.ts';

const highestPrice = 2_147_483_647;
/** Counting the whole shop takes long, and it changes little. */
const wholeShopFacetsMs = 5_000;

interface FoundRow extends FacetRow {
  /** Whether the words occur at all, whatever the filters. */
  understood: boolean;
  last: SearchPosition | null;
  /** Summaries as JSON, joined by commas. */
  items: string;
}

/** PostgreSQL full text: what shoppers find while the search index is away. */
export function createSearchRepository(postgres: Postgres, products: ProductRepository) {
  const rememberFacets = createShortMemory<FacetRow>({ keepMs: wholeShopFacetsMs, maxEntries: 500 });

  /** A `SearchResult` as JSON. @throws ServiceError `validation-failed` for a cursor of another search */
  return async function search(query: SearchQuery): Promise<string> {
    if (query.q === '') return browse(query);
    const words = wordsOf(query.q);
    const found = await find(query, words);
    if (found.understood) return wordsResult(query, found);

    const corrected = await correctWords(postgres, words);
    if (corrected === undefined) return wordsResult(query, found);
    return wordsResult(query, await find(query, corrected), corrected.join(' '));
  };

  async function browse(query: SearchQuery): Promise<string> {
    const filters = filtersOf(query);
    const [facets, { items, nextCursor }] = await Promise.all([
      rememberFacets(JSON.stringify(filters), () => one<FacetRow>(wholeShopFacetsStatement, filters)),
      products.list(query),
    ]);
    return resultText(facets, items.join(), nextCursor);
  }

  function find(query: SearchQuery, words: readonly string[]): Promise<FoundRow> {
    const { position, productId } = positionIn(query);
    const queries = [allOf(words), allOf(words, 'A'), allOf(words, 'AB')];
    return one<FoundRow>(wordsStatement, [
      ...queries,
      ...filtersOf(query),
      query.sort,
      position,
      productId,
      query.limit,
    ]);
  }

  async function one<Row extends object>(text: string, values: (string | number | null)[]): Promise<Row> {
    const [row] = await postgres.query<Row>(text, values);
    if (row === undefined) throw new Error('a statement of aggregates has one row');
    return row;
  }
}
export type Search = ReturnType<typeof createSearchRepository>;

function filtersOf({ category, brand, minPrice, maxPrice }: SearchQuery) {
  return [category ?? null, brand ?? null, minPrice ?? 0, maxPrice ?? highestPrice];
}

function wordsResult(query: SearchQuery, found: FoundRow, correctedQuery?: string): string {
  return resultText(found, found.items, found.last === null ? null : cursorAfter(query, found.last), correctedQuery);
}

function resultText(facets: FacetRow, items: string, nextCursor: string | null, correctedQuery?: string): string {
  const correction = correctedQuery === undefined ? '' : `"correctedQuery":${JSON.stringify(correctedQuery)},`;
  return (
    `{"items":[${items}],"nextCursor":${JSON.stringify(nextCursor)},"total":${facets.total},` +
    `"facets":{"category":${facets.category_facet},"brand":${facets.brand_facet},` +
    `"price":${JSON.stringify(priceFacet(facets.price_counts))}},${correction}"degraded":true}`
  );
}

function priceFacet(counts: readonly number[]): PriceBand[] {
  return priceBands.map((band, index) => ({ ...band, count: counts[index] ?? 0 }));
}
