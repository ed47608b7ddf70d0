/** Applies the bootstrap stacks of an environment, by a person, with an administrator's credentials: see --help. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { namesOf } from '../../modules/naming.ts';
import { environmentOf } from '../infra/choose-stacks.ts';
import { type SynthesizedStack, synthesizeEstate } from '../infra/synthesize.ts';
import { createTerraform, findTerraform } from '../infra/terraform.ts';
import { localFolder } from '../local/platform-options.ts';
import { bootstrapRegion } from './bootstrap-region.ts';
import { bucketExists } from './bucket-exists.ts';

const help = `npm run infra:bootstrap -- --env <environment> [--region <region>] [--execute]

Applies the bootstrap stack of each region of an environment: the bucket of Terraform's states and its key, and once an
environment the roles with which GitHub plans and deploys. It keeps its state in the bucket that it makes, so the first time
it is applied with a local state that then moves there. What was broken off is taken up again. Prints Terraform's plans.

  --env <name>      the environment
  --region <name>   only this region
  --execute         applies; without it nothing is changed
  --help

Needs terraform, and credentials of an administrator of the environment's account (AWS_PROFILE or the like).
`;

interface Options {
  readonly environment: string;
  readonly region: string | undefined;
  readonly execute: boolean;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      region: { type: 'string' },
      execute: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (values.env === undefined) throw new Error('--env is needed; see --help');
  await bootstrap({ environment: values.env, region: values.region, execute: values.execute === true });
  return 0;
}

async function bootstrap({ environment, region, execute }: Options): Promise<void> {
  const binary = findTerraform();
  const folder = mkdtempSync(join(tmpdir(), 'evermart-bootstrap-'));
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
  try {
    for (const stack of chosen(environmentOf(synthesizeEstate(folder), environment), region)) {
      process.stdout.write(`\n== ${stack.id}\n`);
      const work = workFolder(stack, folder);
      await bootstrapRegion({
        folder: work,
        execute,
        bucketExists: await bucketExists(namesOf(environment, stack.region).stateBucket(stack.accountId), stack.region),
        print: (text) => process.stdout.write(`${text}\n`),
        terraform: createTerraform(binary, {
          folder: work,
          configFile: process.env.TF_CLI_CONFIG_FILE ?? '/dev/null',
          logFile: join(work, 'terraform.log'),
          signal: interrupted.signal,
        }),
      });
    }
    if (!execute) process.stdout.write('\nNothing was changed. Add --execute to apply.\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chosen(stacks: readonly SynthesizedStack[], region: string | undefined): readonly SynthesizedStack[] {
  const all = stacks.filter(({ stack }) => stack === 'bootstrap');
  const found = all.filter((stack) => region === undefined || stack.region === region);
  if (found.length > 0) return found;
  throw new Error(`--region ${region}: the regions are ${all.map((stack) => stack.region).join(', ')}`);
}

/** It outlives a run that is broken off: a state that has not moved yet is the only one there is. */
function workFolder({ id }: SynthesizedStack, synthesized: string): string {
  const work = join(localFolder, 'bootstrap', id);
  mkdirSync(work, { recursive: true });
  copyFileSync(join(synthesized, 'stacks', id, 'cdk.tf.json'), join(work, 'cdk.tf.json'));
  return work;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`infra-bootstrap: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
