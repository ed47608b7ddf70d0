import type pg from 'pg';

export interface Column {
  /** `<table>.<column>` */
  readonly name: string;
  readonly type: string;
  /** An INSERT that doesn't name it is refused. */
  readonly needed: boolean;
}

export interface SchemaShape {
  readonly columns: readonly Column[];
  /** `<table>: <definition>` of checks, keys and exclusions. */
  readonly constraints: readonly string[];
  /** `<name>(<argument types>)` */
  readonly functions: readonly string[];
}

/** What code of a service can rely on in its database, as PostgreSQL itself tells it. */
export async function readShape(client: pg.Client): Promise<SchemaShape> {
  const columns = await client.query<Column>(`
    SELECT relname || '.' || attname AS name, format_type(atttypid, atttypmod) AS type,
      attnotnull AND NOT atthasdef AND attidentity = '' AS needed
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND NOT attisdropped
      AND relname <> 'schema_migrations'`);
  const constraints = await client.query<{ text: string }>(`
    SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) AS text FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'p', 'f', 'x') AND conrelid <> 0`);
  const functions = await client.query<{ text: string }>(`
    SELECT proname || '(' || pg_get_function_identity_arguments(oid) || ')' AS text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace`);
  return {
    columns: columns.rows,
    constraints: constraints.rows.map(({ text }) => text),
    functions: functions.rows.map(({ text }) => text),
  };
}

/** Why code that runs on `before` would not run on `after`, in words. */
export function shapeFaults(before: SchemaShape, after: SchemaShape): readonly string[] {
  const now = new Map(after.columns.map((column) => [column.name, column]));
  const known = new Set(before.columns.map(({ name }) => name));
  const tables = new Set(before.columns.map(({ name }) => tableOf(name)));
  return [
    ...before.columns.flatMap(({ name, type, needed }) => {
      const column = now.get(name);
      if (column === undefined) return [`${name} is gone`];
      if (column.type !== type) return [`${name} was ${type} and is ${column.type}`];
      return column.needed && !needed ? [`${name} must have a value now`] : [];
    }),
    ...after.columns
      .filter(({ name, needed }) => needed && !known.has(name) && tables.has(tableOf(name)))
      .map(({ name }) => `${name} is new and must have a value`),
    ...after.constraints
      .filter((text) => tables.has(text.split(':')[0] ?? '') && !before.constraints.includes(text))
      .map((text) => `new rows are refused: ${text}`),
    ...before.functions.filter((text) => !after.functions.includes(text)).map((text) => `${text} is gone`),
  ];
}

const tableOf = (name: string) => name.split('.')[0] ?? '';
