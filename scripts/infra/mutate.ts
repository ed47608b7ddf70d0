/** Proves that the policies over the estate can fail: see --help. */
import { parseArgs } from 'node:util';
import { environments } from '../../modules/environments.ts';
import { estateOf } from '../../test/support/synthesized.ts';
import { loadPolicies } from './load-policies.ts';
import { mutants } from './mutants.ts';
import { table } from './report.ts';
import { type MutantResult, tryMutant } from './try-mutant.ts';

const help = `npm run infra:mutate -- [options]

Takes one protection out of the synthesized JSON at a time (scripts/infra/mutants.ts), from each resource that has it, and runs
the policies of test/stacks/policies. Fails when none of them notices, when no resource has the protection any more, and when a
policy does not hold to begin with.

  --env <name>    the environment (default production)
  --only <text>   mutants whose protection or type contains the text
  --help

Needs Node only. Under a minute.
`;

const shownSurvivors = 3;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { env: text, only: text, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const name = values.env ?? 'production';
  const environment = environments.find((candidate) => candidate.name === name);
  if (environment === undefined) {
    throw new Error(`--env ${name}: the environments are ${environments.map((one) => one.name).join(', ')}`);
  }
  const chosen = mutants.filter(({ protection, type }) => `${protection} ${type}`.includes(values.only ?? ''));
  if (chosen.length === 0) throw new Error(`--only ${values.only}: no mutant is like that`);
  const estate = estateOf([environment]);
  const policies = await loadPolicies();
  const known = policies.flatMap((policy) =>
    policy.violationsIn(estate).map((violation) => `${policy.name}: ${violation}`),
  );
  const results = chosen.map((mutant) => tryMutant(estate, policies, mutant, new Set(known)));
  process.stdout.write(`${resultsTable(results)}\n\n`);
  for (const violation of known) process.stdout.write(`DOES NOT HOLD ${violation}\n`);
  for (const { mutant, survivors } of results) {
    for (const survivor of survivors.slice(0, shownSurvivors)) {
      process.stdout.write(`SURVIVED ${mutant.protection}: ${survivor}\n`);
    }
  }
  const caught = results.filter(isCaught).length;
  const places = results.reduce((sum, { tried }) => sum + tried, 0);
  process.stdout.write(
    `${caught} of ${results.length} mutants caught, in ${places} places, by ${policies.length} policies\n`,
  );
  return caught === results.length && known.length === 0 ? 0 : 1;
}

const isCaught = ({ tried, survivors }: MutantResult) => tried > 0 && survivors.length === 0;

function resultsTable(results: readonly MutantResult[]): string {
  const verdict = (result: MutantResult) => {
    if (isCaught(result)) return 'caught';
    return result.tried === 0 ? 'NO RESOURCE HAS IT' : `SURVIVED in ${result.survivors.length}`;
  };
  return table(
    ['without the', 'resource', 'places', '', 'noticed by'],
    results.map((result) => [
      result.mutant.protection,
      result.mutant.type,
      String(result.tried),
      verdict(result),
      result.caughtBy.join(', '),
    ]),
  );
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`infra:mutate: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
