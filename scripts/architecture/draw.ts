/** The command line of the drawings: see --help. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesizeEstate } from '../infra/synthesize.ts';
import { stacksPage } from './stacks-page.ts';

const help = `npm run architecture -- [--check]

Draws every kind of stack of production from what it synthesizes, into docs/architecture/stacks.md. Takes a second.

  --check   writes nothing; exit code 1 when the page is not what would be written
  --help
`;

const page = join(import.meta.dirname, '..', '..', 'docs', 'architecture', 'stacks.md');

function main(): number {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'evermart-architecture-'));
  try {
    const drawn = stacksPage(synthesizeEstate(folder));
    if (values.check !== true) {
      writeFileSync(page, drawn);
      return 0;
    }
    if (readFileSync(page, 'utf8') === drawn) return 0;
    process.stderr.write('docs/architecture/stacks.md is not what the stacks are: run npm run architecture\n');
    return 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help.\n`);
  process.exitCode = 2;
}
