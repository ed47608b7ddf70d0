/** The command line of the audit: see --help. */
import { parseArgs } from 'node:util';
import { operatorTarget, targetHelp, targetOptions } from '../operator/operator-target.ts';
import { type AuditResult, findDifferences } from './find-differences.ts';
import { readRecords } from './read-records.ts';

const help = `npm run audit -- --env <environment> --region <region> [--json]

Holds the journal of checkouts, the orders, the payments, the provider's ledger and the stock against each other and names
every difference. Reads only. Exit code 0: they agree; 1: they differ; 2: it could not be checked.

${targetHelp}
  --json            the result as JSON
  --help
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { ...targetOptions, json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const access = operatorTarget(values);
  process.stderr.write(`Reading the records of ${values.env} ${values.region} ...\n`);
  const result = findDifferences(await readRecords(access));
  process.stdout.write(values.json ? `${JSON.stringify(result, undefined, 2)}\n` : report(result));
  return result.differences.length === 0 ? 0 : 1;
}

function report({ counts, open, differences }: AuditResult): string {
  const lines = [
    ...Object.entries(counts).map(([name, count]) => `${name.padEnd(12)} ${count}`),
    `${'open'.padEnd(12)} ${open.length}`,
    `${'differences'.padEnd(12)} ${differences.length}`,
    ...differences.map(({ rule, checkoutId, detail }) => `  ${rule}  ${checkoutId}  ${detail}`),
  ];
  return `${lines.join('\n')}\n`;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`audit: ${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});
