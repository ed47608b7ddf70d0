/**
 * Expand, migrate, contract: while a version rolls out, and after a rollback, the version before runs on the new schema. So
 * a migration only adds. What is no longer used goes in a later migration of its own, `<number>_contract_<name>.sql`, whose
 * first line says since which version nothing reads or writes it: `-- Unused since 20261124-0123456789ab`. A rollback goes
 * no further back than that.
 */
const contraction = /^\d+_contract_[\w-]+\.sql$/;
const unusedSince = /^-- Unused since \d{8}-[0-9a-f]{12}\b/;

const rules: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: /^DROP (TABLE|VIEW|MATERIALIZED VIEW|TYPE|FUNCTION|PROCEDURE|SCHEMA|SEQUENCE|EXTENSION|DOMAIN)\b/,
    why: 'drops what the version before may use',
  },
  {
    pattern: /^ALTER TABLE\b.*\bDROP (COLUMN|(?!COLUMN|CONSTRAINT|DEFAULT|NOT NULL|EXPRESSION|IDENTITY)\w)/,
    why: 'drops a column',
  },
  { pattern: /^ALTER\b.*\bRENAME\b/, why: 'renames what the version before calls by its old name' },
  {
    pattern: /^ALTER TABLE\b.*\bALTER (COLUMN )?\S+ (SET DATA )?TYPE\b/,
    why: 'changes a type, and locks the table meanwhile',
  },
  { pattern: /^ALTER TABLE\b.*\bSET NOT NULL\b/, why: 'asks for a value that the version before may leave out' },
  {
    pattern: /^ALTER TABLE\b.*\bDROP DEFAULT\b/,
    why: 'takes away a value that the version before leaves to the database',
  },
  {
    pattern:
      /^ALTER TABLE\b.*\bADD (COLUMN )?(?!CONSTRAINT\b)(IF NOT EXISTS )?[^,]*\bNOT NULL\b(?![^,]*\b(DEFAULT|GENERATED)\b)(?<!\bDEFAULT\b[^,]*NOT NULL)/,
    why: 'adds a column that must have a value, without a default',
  },
  {
    pattern: /^ALTER TABLE\b.*\bADD (CONSTRAINT \S+ )?(CHECK|UNIQUE|FOREIGN KEY|EXCLUDE|PRIMARY KEY)\b/,
    why: 'refuses rows that the version before may write',
  },
  { pattern: /^(TRUNCATE|DELETE FROM)\b/, why: 'deletes what the version before may read' },
  { pattern: /^REVOKE\b/, why: 'takes a right away' },
];

/** What a migration does that the version before can't bear, in words. */
export function migrationFaults(file: string, sql: string): readonly string[] {
  if (contraction.test(file)) {
    return unusedSince.test(sql) ? [] : [`${file}: its first line says "-- Unused since <version's tag>"`];
  }
  return statementsOf(sql).flatMap((statement) =>
    rules
      .filter(({ pattern }) => pattern.test(statement))
      .map(({ why }) => `${file}: ${why}: ${statement.slice(0, 80)}`),
  );
}

/** In upper case and on one line each, without comments and without what is quoted: a function's body is run later. */
function statementsOf(sql: string): readonly string[] {
  return sql
    .replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'/g, ' ')
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim().toUpperCase())
    .filter((statement) => statement !== '');
}
