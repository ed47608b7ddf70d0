/** Types of Hive that the catalog, Firehose's Parquet writer and Athena all read. */
export type ColumnType = 'string' | 'int' | 'bigint' | 'double' | 'boolean' | `array<${string}>` | `struct<${string}>`;

export interface LakeColumn {
  /** Lower case: Firehose puts the keys of JSON into lower case before it looks for columns. */
  readonly name: string;
  readonly type: ColumnType;
  readonly comment?: string;
}

/** A table over Parquet files in the lake, under the prefix of its name, partitioned by `day`. */
export interface LakeTable {
  /** Also its prefix in the bucket: `<name>/day=2026-01-31/...` */
  readonly name: string;
  readonly description: string;
  readonly columns: readonly LakeColumn[];
  /** What the partition `day` means. */
  readonly day: string;
}

/**
 * Where Firehose puts a day's files. The day is that of arrival, in UTC. Dynamic partitioning by the event's own day
 * would cost per object, could be turned on at creation only, and has an error of its own when a late file opens too
 * many partitions; queries that need the event's day read `time`.
 */
export const arrivalPrefix = (table: string) => `${table}/day=!{timestamp:yyyy-MM-dd}/`;

/** Where a record goes that is not JSON or does not fit its table: as it came. */
export const errorPrefix = (table: string) =>
  `errors/${table}/!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/`;
