import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTerraform } from '../infra/terraform.ts';

export interface PlanStack {
  /** E.g. `production-eu-west-1-network`. */
  readonly id: string;
  readonly terraform: string;
  /** Where the estate was synthesized. */
  readonly folder: string;
  /** Where the plan goes, as `<id>.json`. */
  readonly out: string;
  readonly refresh: boolean;
  readonly signal: AbortSignal;
}

export type PlanOutcome =
  | { readonly kind: 'clean' | 'changes' }
  /** What Terraform said. */
  | { readonly kind: 'failed'; readonly why: string };

/** A plan that Terraform itself writes when it stops half way: a review then says that there is more than it shows. */
const failedPlan = { format_version: '1.2', resource_changes: [], errored: true };

export async function planStack({ id, terraform, folder, out, refresh, signal }: PlanStack): Promise<PlanOutcome> {
  const stackFolder = join(folder, 'stacks', id);
  const configFile = join(folder, 'terraform.rc');
  const cache = join(folder, 'providers');
  mkdirSync(cache, { recursive: true });
  writeFileSync(configFile, `plugin_cache_dir = ${JSON.stringify(cache)}\n`);
  const { run, plan } = createTerraform(terraform, {
    folder: stackFolder,
    configFile: process.env.TF_CLI_CONFIG_FILE ?? configFile,
    logFile: join(stackFolder, 'terraform.log'),
    signal,
  });
  const to = join(out, `${id}.json`);
  try {
    await run('init', '-input=false', '-no-color');
    const kind = await plan('plan.out', ...(refresh ? [] : ['-refresh=false']));
    writeFileSync(to, await run('show', '-json', 'plan.out'));
    return { kind };
  } catch (error) {
    if (signal.aborted) throw error;
    writeFileSync(to, JSON.stringify(failedPlan));
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}
