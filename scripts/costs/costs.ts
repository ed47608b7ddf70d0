/** Writes docs/costs.md: see --help. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environments } from '../../modules/environments.ts';
import { environmentOf } from '../infra/choose-stacks.ts';
import { synthesizeEstate } from '../infra/synthesize.ts';
import { readPriceTable } from '../prices/price-table.ts';
import { costsPage } from './costs-page.ts';
import { estateCosts } from './estate-costs.ts';

const help = `npm run infra:costs [-- --check]

Writes docs/costs.md: what each environment costs a month, from the synthesized stacks and scripts/prices/prices.json.

  --check   changes nothing, and fails where the page is not what would be written
  --help
`;

const page = join(import.meta.dirname, '..', '..', 'docs', 'costs.md');

function main(): number {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const text = currentCosts();
  if (values.check) {
    if (readFileSync(page, 'utf8') === text) return 0;
    process.stderr.write('docs/costs.md is not what the stacks cost now: run npm run infra:costs\n');
    return 1;
  }
  writeFileSync(page, text);
  return 0;
}

function currentCosts(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-costs-'));
  try {
    const stacks = synthesizeEstate(folder);
    const table = readPriceTable();
    const costs = environments.map((environment) =>
      estateCosts(environment, environmentOf(stacks, environment.name), table),
    );
    return costsPage(costs, table);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = main();
