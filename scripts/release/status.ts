/** Says which version of every service runs where: see --help. */
import { parseArgs } from 'node:util';
import { serviceNames } from '@evermart/contracts/topology';
import { table } from '../infra/report.ts';
import { releaseTarget } from './release-target.ts';
import { createVersionStore } from './version-store.ts';

const help = `npm run release:status -- --env <name> --region <name> [--region <name>] [--service <name>]

Shows current and target version of every service in the regions, from their parameters.

Exit code 0: every rollout is finished and all regions run the same. 2: not so. 1: it could not be found out.
`;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { env: text, region: { type: 'string', multiple: true }, service: text, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const named = values.service === undefined ? serviceNames : [values.service];
  const rows = await Promise.all(
    named.map(async (name) => {
      const { environment, service, regions } = releaseTarget({ ...values, service: name });
      return Promise.all(
        regions.map(async (region) => ({
          service,
          region,
          ...(await createVersionStore({ environment, region, service }).read()),
        })),
      );
    }),
  );
  const word = (row: { readonly target: string; readonly current: string }) =>
    row.target === row.current ? 'settled' : `unfinished: ${row.target}`;
  process.stdout.write(
    `${table(
      ['service', 'region', 'runs', 'rollout'],
      rows.flat().map((row) => [row.service, row.region, row.current, word(row)]),
    )}\n`,
  );
  const settled = rows.flat().every(({ target, current }) => target === current);
  const same = rows.every((ofService) => new Set(ofService.map(({ current }) => current)).size === 1);
  return settled && same ? 0 : 2;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`release:status: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
