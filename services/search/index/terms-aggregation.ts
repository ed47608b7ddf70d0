import type { Types } from '@opensearch-project/opensearch';

/** Counts by value, the most frequent first. */
export function countsBy(field: string, size: number): Types.Common_Aggregations.AggregationContainer {
  // The client's types have forgotten `field`; a value that is no literal may have it.
  const terms = { field, size };
  return { terms };
}
