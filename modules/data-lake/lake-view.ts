import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As the catalog names it, and as Athena's engine (Trino) does. */
const trinoTypes = { string: 'varchar', bigint: 'bigint', double: 'double', boolean: 'boolean' } as const;

export interface ViewColumn {
  readonly name: string;
  readonly type: keyof typeof trinoTypes;
}

/** A view that Athena, and through it QuickSight, reads like a table. */
export interface LakeView {
  readonly name: string;
  readonly description: string;
  /** What its SQL selects, in that order: Athena refuses a view whose columns are others. */
  readonly columns: readonly ViewColumn[];
}

/** The SQL of a view, `views/<name>.sql`. Only what Athena and DuckDB both understand, so that it runs locally too. */
export const sqlOf = ({ name }: Pick<LakeView, 'name'>) =>
  readFileSync(join(import.meta.dirname, `views/${name}.sql`), 'utf8').trim();

/** How the Glue catalog keeps a view of Athena: its definition as JSON in base64, inside a comment. */
export function prestoView(view: LakeView, schema: string): string {
  const definition = {
    originalSql: sqlOf(view),
    catalog: 'awsdatacatalog',
    schema,
    columns: view.columns.map(({ name, type }) => ({ name, type: trinoTypes[type] })),
  };
  return `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString('base64')} */`;
}
