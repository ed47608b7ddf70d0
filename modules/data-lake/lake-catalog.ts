import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database/index.js';
import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table/index.js';
import { Construct } from 'constructs';
import type { LakeTable } from './lake-table.ts';
import { type LakeView, prestoView } from './lake-view.ts';

export interface LakeCatalogProps {
  /** Lower case letters, digits and underscores. */
  readonly database: string;
  readonly bucket: string;
  readonly tables: readonly LakeTable[];
  readonly views: readonly LakeView[];
}

/** Days before this one are not looked for. Athena asks S3 for each day of the range that a query leaves open. */
const firstDay = 'NOW-3YEARS';

/**
 * The lake in the Glue catalog: a database, tables over the bucket's prefixes, and views. Athena computes the partitions
 * from the range of days, so nothing has to add them and no crawler runs; a new day can be queried at once.
 */
export class LakeCatalog extends Construct {
  readonly database: string;
  readonly #tables: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, { database, bucket, tables, views }: LakeCatalogProps) {
    super(scope, id);
    if (!/^[a-z0-9_]+$/.test(database)) {
      throw new Error(`Database "${database}": Athena takes lower case letters, digits and underscores unquoted`);
    }
    const catalog = new GlueCatalogDatabase(this, 'database', {
      name: database,
      description: 'What shoppers did, requests at the edge, and orders',
    });
    this.database = catalog.name;
    this.#tables = new Map(tables.map((table) => [table.name, addTable(this, catalog.name, bucket, table)]));
    for (const view of views) addView(this, catalog.name, database, view);
  }

  /** A table's name as the catalog tells it: who asks here is applied after the table. */
  tableName({ name }: LakeTable): string {
    const known = this.#tables.get(name);
    if (known === undefined) throw new Error(`There is no table ${name} in the lake`);
    return known;
  }
}

function addTable(scope: Construct, databaseName: string, bucket: string, table: LakeTable): string {
  const { name, description, columns, day } = table;
  return new GlueCatalogTable(scope, `table-${name}`, {
    databaseName,
    name,
    description,
    tableType: 'EXTERNAL_TABLE',
    parameters: {
      EXTERNAL: 'TRUE',
      classification: 'parquet',
      'projection.enabled': 'true',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy-MM-dd',
      'projection.day.range': `${firstDay},NOW`,
      'projection.day.interval': '1',
      'projection.day.interval.unit': 'DAYS',
    },
    partitionKeys: [{ name: 'day', type: 'string', comment: day }],
    storageDescriptor: {
      location: `s3://${bucket}/${name}/`,
      inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      serDeInfo: {
        serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
        parameters: { 'serialization.format': '1' },
      },
      columns: [...columns],
    },
  }).name;
}

/** @param schema the database's name as text: the view's definition is encoded, and Terraform fills nothing in there */
function addView(scope: Construct, databaseName: string, schema: string, view: LakeView): void {
  const { name, description, columns } = view;
  new GlueCatalogTable(scope, `view-${name}`, {
    databaseName,
    name,
    description,
    tableType: 'VIRTUAL_VIEW',
    parameters: { presto_view: 'true', comment: 'Presto View' },
    viewOriginalText: prestoView(view, schema),
    viewExpandedText: '/* Presto View */',
    storageDescriptor: { columns: columns.map(({ name, type }) => ({ name, type })) },
  });
}
