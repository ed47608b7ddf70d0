/** Proves the infrastructure against a real Terraform and emulated AWS: see --help. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localFolder } from '../local/platform-options.ts';
import { findAwsProvider } from './aws-provider.ts';
import { environmentOf } from './choose-stacks.ts';
import { synthesizeEstate } from './synthesize.ts';
import { findTerraform } from './terraform.ts';
import { verifyEstate } from './verify-estate.ts';

const help = `npm run infra:verify -- [options]

Synthesizes an environment, validates and plans each stack with a real Terraform and the real AWS provider, applies it to
emulators of AWS on this machine, demands that a second plan is empty, and destroys everything again, in the stacks' order.
What the provider or the emulators can't take stands in scripts/infra/exceptions.ts, each with its reason; anything else that
differs fails, and so does an exception that is not needed any more. Nothing leaves this machine.

  --env <name>      the environment (default production)
  --stack <name>    that stack and those it comes after, e.g. network; all if left out
  --region <name>   stacks of that region and those they come after; all if left out
  --jobs <n>        stacks at once, which wait for the emulators half of the time (default: two a core, at most 8)
  --quick           leaves out what the provider waits for over minutes (exceptions.ts, ownRun)
  --keep            leaves the working folder, and says where it is
  --help

Needs terraform 1.11 or newer, python3 with venv, and the AWS provider: from the registry, or from a folder that
\`terraform init\` filled as its TF_PLUGIN_CACHE_DIR. One that EVERMART_TF_MIRRORS names goes before the registry, whatever its
version. Production takes about half an hour on two cores.
`;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { env: text, stack: text, region: text, jobs: text, quick: flag, keep: flag, help: flag },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const jobs = Number(values.jobs ?? Math.min(2 * availableParallelism(), 8));
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`--jobs ${values.jobs}: a whole number of at least 1`);
  const terraform = findTerraform();
  const folder = mkdtempSync(join(tmpdir(), 'evermart-infra-'));
  const plansFolder = join(localFolder, 'infra', 'plans');
  mkdirSync(plansFolder, { recursive: true });
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => interrupted.abort(new Error(`ended by ${name}`)));
  }
  try {
    const stacks = environmentOf(synthesizeEstate(join(folder, 'synthesized')), values.env ?? 'production');
    const pinned = stacks[0]!.json.terraform.required_providers.aws!.version;
    return await verifyEstate({
      stacks,
      chosen: { stack: values.stack, region: values.region },
      jobs,
      quick: values.quick === true,
      terraform,
      provider: await findAwsProvider(pinned),
      pinned,
      folder,
      plansFolder,
      signal: interrupted.signal,
      write: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    if (values.keep) process.stdout.write(`Kept: ${folder}\n`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`infra:verify: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
