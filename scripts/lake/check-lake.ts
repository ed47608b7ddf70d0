/** The command line of the lake's check: see --help. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lakeTables } from '../../modules/data-lake/lake-tables.ts';
import { sqlOf } from '../../modules/data-lake/lake-view.ts';
import { lakeViews } from '../../modules/data-lake/lake-views.ts';
import { installPythonTools } from '../infra/python-tool.ts';

const help = `npm run test:lake

Runs the nightly job of the lake (modules/data-lake/etl) on real Spark over made-up events, and the views over what it wrote
in DuckDB, and compares both with what they should be.

Needs Java 17 and python3 with venv; Spark and DuckDB are installed into .local/tools/infra-lake. About half a minute.
`;

const script = join(import.meta.dirname, '../../modules/data-lake/etl/test/check_lake.py');

function main(): number {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const commands = installPythonTools('lake');
  const folder = mkdtempSync(join(tmpdir(), 'evermart-lake-'));
  try {
    const definition = join(folder, 'lake.json');
    writeFileSync(definition, JSON.stringify(definitionOfLake()));
    mkdirSync(join(folder, 'lake'));
    const { error, status } = spawnSync(join(commands, 'python'), [script, definition, join(folder, 'lake')], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (error !== undefined) throw error;
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const definitionOfLake = () => ({
  tables: Object.fromEntries(
    lakeTables.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type])]),
  ),
  views: Object.fromEntries(
    lakeViews.map((view) => [view.name, { sql: sqlOf(view), columns: view.columns.map(({ name }) => name) }]),
  ),
});

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`test:lake: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
