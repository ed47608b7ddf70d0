/** Plans the stacks of an environment: see --help. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOf } from '../infra/choose-stacks.ts';
import { type SynthesizedStack, synthesizeEstate } from '../infra/synthesize.ts';
import { findTerraform } from '../infra/terraform.ts';
import { planStack } from './plan-stack.ts';

const help = `npm run plan -- --env <environment> --out <folder> [options]

Plans every stack of an environment and writes each plan as <folder>/<stack>.json, for npm run plan:review. Nothing is changed
and nothing is locked. Needs terraform and credentials of the account: the role evermart-<environment>-plan is enough.

  --env <name>      the environment
  --out <folder>    where the plans go
  --stack <name>    only stacks of this name, e.g. network; may be given more than once
  --region <name>   only stacks of this region
  --refresh         asks AWS what there is, to find what was changed by hand; else a plan compares with the state alone.
                    Reads values of secrets, as the role evermart-<environment>-drift may
  --help

A stack that can't be planned, because a stack that it needs is not applied yet, counts as failed; the others are planned.
Exit code 0: nothing would change. 2: something would. 1: some stack could not be planned.
`;

interface Options {
  readonly environment: string;
  readonly out: string;
  readonly refresh: boolean;
  chosen(stack: SynthesizedStack): boolean;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      out: { type: 'string' },
      stack: { type: 'string', multiple: true },
      region: { type: 'string' },
      refresh: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (values.env === undefined || values.out === undefined) throw new Error('--env and --out are needed; see --help');
  const { stack: names, region } = values;
  return planEnvironment({
    environment: values.env,
    out: resolve(values.out),
    refresh: values.refresh === true,
    chosen: (one) =>
      (names === undefined || names.includes(one.stack)) && (region === undefined || one.region === region),
  });
}

async function planEnvironment({ environment, out, refresh, chosen }: Options): Promise<number> {
  const terraform = findTerraform();
  const folder = mkdtempSync(join(tmpdir(), 'evermart-plan-'));
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
  try {
    const stacks = environmentOf(synthesizeEstate(folder), environment).filter(chosen);
    if (stacks.length === 0) throw new Error(`no stack of ${environment} is chosen by --stack and --region`);
    mkdirSync(out, { recursive: true });
    // One after the other: they share the downloaded providers, and Terraform does not lock that cache.
    const outcomes = new Map<string, 'clean' | 'changes' | 'failed'>();
    for (const { id } of stacks) {
      const outcome = await planStack({ id, terraform, folder, out, refresh, signal: interrupted.signal });
      outcomes.set(id, outcome.kind);
      process.stderr.write(
        `${id.padEnd(48)} ${outcome.kind}${outcome.kind === 'failed' ? `\n${outcome.why}\n` : ''}\n`,
      );
    }
    const kinds = [...outcomes.values()];
    return kinds.includes('failed') ? 1 : kinds.includes('changes') ? 2 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`plan: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
