import { cellsOf, type FilterParameters, facetColumns, filterConditions } from './facet-statements.ts';

const filters: FilterParameters = { category: '$4', brand: '$5', lowest: '$6', highest: '$7' };
const { inCategory, ofBrand, inPrice } = filterConditions(filters);

/**
 * One statement for matches, facets and page. Parameters: 1-3 tsqueries, all words anywhere, in the name, in the name or
 * brand or categories; 4-7 filters; 8 sort; 9, 10 the position after which the page begins; 11 its size.
 * Where a word stands decides; popularity decides among equals.
 */
export const wordsStatement = `
  WITH asked AS MATERIALIZED (
    SELECT to_tsquery('shop', $1) AS words, to_tsquery('shop', $2) AS in_name, to_tsquery('shop', $3) AS in_labels
  ),
  matched AS MATERIALIZED (
    SELECT e.product_id, e.categories, e.brand, e.price_minor,
      CASE $8
        WHEN 'price-asc' THEN -e.price_minor::bigint
        WHEN 'price-desc' THEN e.price_minor::bigint
        WHEN 'newest' THEN e.created_ms
        WHEN 'popular' THEN e.popularity::bigint
        ELSE e.popularity + 10000000000 * CASE
          WHEN e.words @@ asked.in_name THEN 2 WHEN e.words @@ asked.in_labels THEN 1 ELSE 0 END
      END AS position
    FROM asked, search_entries e
    WHERE e.words @@ asked.words
  ),
  ${cellsOf('matched', filters)},
  page AS (
    SELECT product_id, position, row_number() OVER (ORDER BY position DESC, product_id DESC) AS place
    FROM matched
    WHERE ${inCategory} AND ${ofBrand} AND ${inPrice} AND (position, product_id) < ($9::bigint, $10)
    ORDER BY position DESC, product_id DESC
    LIMIT $11::integer + 1
  )
  SELECT ${facetColumns},
    EXISTS (SELECT FROM cells) AS understood,
    (SELECT json_build_object(
        'position', max(position) FILTER (WHERE place = $11), 'productId', max(product_id) FILTER (WHERE place = $11))
      FROM page HAVING count(*) > $11) AS last,
    (SELECT coalesce(string_agg(p.summary::text, ',' ORDER BY place), '')
      FROM page JOIN products p ON p.id = page.product_id WHERE place <= $11) AS items`;

/** Facets over the whole shop. Parameters: the filters. */
export const wholeShopFacetsStatement = `
  WITH ${cellsOf('search_entries', { category: '$1', brand: '$2', lowest: '$3', highest: '$4' })}
  SELECT ${facetColumns}`;
