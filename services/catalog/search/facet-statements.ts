import { priceBands } from '@evermart/contracts/http/search';

const maxFacetValues = 50;

/** The parameters that hold the filters; absent texts are null, absent bounds the widest. */
export interface FilterParameters {
  readonly category: string;
  readonly brand: string;
  readonly lowest: string;
  readonly highest: string;
}

export function filterConditions({ category, brand, lowest, highest }: FilterParameters) {
  return {
    inCategory: `(${category}::text IS NULL OR categories @> ARRAY[${category}])`,
    ofBrand: `(${brand}::text IS NULL OR brand = ${brand})`,
    inPrice: `price_minor BETWEEN ${lowest} AND ${highest}`,
  };
}

/**
 * The CTE `cells`: what `source` holds, counted by categories and brand. These are few, however much is found, and all that
 * the facets need: how many of them pass the price filter, and how many lie in each price band.
 */
export function cellsOf(source: string, parameters: FilterParameters): string {
  const { inCategory, ofBrand, inPrice } = filterConditions(parameters);
  const bands = priceBands.map(({ from, to }) => {
    const below = to === undefined ? '' : ` AND price_minor < ${to}`;
    return `count(*) FILTER (WHERE price_minor >= ${from}${below})`;
  });
  return `cells AS MATERIALIZED (
    SELECT categories, brand, ${inCategory} AS in_category, ${ofBrand} AS of_brand,
      count(*) FILTER (WHERE ${inPrice}) AS in_price, ARRAY[${bands.join(', ')}] AS by_band
    FROM ${source}
    GROUP BY categories, brand
  )`;
}

/** A facet counts what the filters of the other facets leave, never its own: it shows what else could be chosen. */
export const facetColumns = `
  (SELECT coalesce(sum(in_price), 0)::integer FROM cells WHERE in_category AND of_brand) AS total,
  (SELECT coalesce(json_agg(facet), '[]')::text FROM (
    SELECT c.slug AS value, c.name AS label, sum(in_price)::integer AS count
    FROM cells CROSS JOIN LATERAL unnest(cells.categories) AS slug JOIN categories c USING (slug)
    WHERE of_brand AND in_price > 0
    GROUP BY c.slug, c.name ORDER BY count DESC, c.slug LIMIT ${maxFacetValues}
  ) facet) AS category_facet,
  (SELECT coalesce(json_agg(facet), '[]')::text FROM (
    SELECT brand AS value, sum(in_price)::integer AS count
    FROM cells WHERE in_category AND in_price > 0
    GROUP BY brand ORDER BY count DESC, brand LIMIT ${maxFacetValues}
  ) facet) AS brand_facet,
  (SELECT json_build_array(${priceBands.map((_, index) => `coalesce(sum(by_band[${index + 1}]), 0)`).join(', ')})
    FROM cells WHERE in_category AND of_brand) AS price_counts`;

/** Of `facetColumns`. The facets are JSON; prices are counted by band. */
export interface FacetRow {
  total: number;
  category_facet: string;
  brand_facet: string;
  price_counts: readonly number[];
}
