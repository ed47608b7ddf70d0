import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { allowDestruction, liftProtection } from './lift-protection.ts';
import { changesOf, type Plan, plannedTypes } from './plan-changes.ts';
import type { Preparation } from './prepare-stack.ts';
import { makeReplica, replicatedSecretsIn } from './replicated-secrets.ts';
import type { StackResult } from './report.ts';
import { createTerraform, type Terraform } from './terraform.ts';
import { blocksOf, type TerraformJson } from './terraform-json.ts';

export interface Verification extends Preparation {
  readonly terraform: string;
  readonly configFile: string;
  /** For a folder a stack. */
  readonly folder: string;
  /** Where plans in JSON are left for Checkov. */
  readonly plansFolder: string;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
  /** Called with `aws_thing.argument` for each difference in a second plan; whether that one is accepted. */
  readonly onDifference: (what: string) => boolean;
}

/** Much of an apply is waiting: the provider asks again and again whether a key or a role is there. */
const inParallel = '-parallelism=40';

/** One stack on its way; `destroy` is called when no other stack needs it any more. */
export interface StackRun {
  apply(): Promise<void>;
  /** Whether nothing of it is left. */
  destroy(): Promise<boolean>;
}

/** What of a stack is run, and where its plan goes. */
export interface StackCopies {
  /** What is validated and planned. */
  readonly whole: TerraformJson;
  /** What is applied: the same object, or less. */
  readonly emulated: TerraformJson;
  /** Whether the second plan of this type counts here. */
  readonly counts: (type: string) => boolean;
  /** The stack's own. */
  readonly region: string;
  /** A plan of it is kept for Checkov. */
  readonly isWholeStack: boolean;
}

export function createStackRun(copies: StackCopies, result: StackResult, verification: Verification): StackRun {
  const { tell, signal, terraform: binary, configFile, plansFolder, schema } = verification;
  const { whole, emulated, counts } = copies;
  const folder = join(verification.folder, result.id);
  const file = join(folder, 'cdk.tf.json');
  mkdirSync(folder, { recursive: true });
  const terraform = createTerraform(binary, { folder, configFile, signal, logFile: join(folder, 'terraform.log') });
  const write = (json: TerraformJson) => writeFileSync(file, JSON.stringify(json, undefined, 1));
  let applied = false;

  async function validateAndPlan(): Promise<void> {
    write(whole);
    await step('init', () => terraform.run('init', '-no-color', '-input=false'));
    await step('validate', () => terraform.run('validate', '-no-color'));
    if (copies.isWholeStack) {
      result.types.validated = typesOf(whole);
      result.counts.validated = countOf(whole);
    }
    await makeReplicas();
    await step('plan', () => terraform.plan('first.tfplan'));
    const plan = await shown(terraform, 'first.tfplan');
    if (!copies.isWholeStack) return;
    keepPlan(folder, plansFolder, result.id, plan);
    result.types.planned = plannedTypes(plan);
    result.counts.planned = changesOf(plan).length;
  }

  async function makeReplicas(): Promise<void> {
    const { urls, accountId } = verification.emulation;
    const where = { url: urls.ministack, region: copies.region, accountId };
    for (const secret of replicatedSecretsIn(whole, verification.exceptions.replicas)) await makeReplica(secret, where);
  }

  async function applyTwice(): Promise<void> {
    if (emulated === whole)
      await step('apply', () => terraform.run('apply', '-no-color', '-input=false', inParallel, 'first.tfplan'));
    else {
      write(emulated);
      await step('apply', () => terraform.run('apply', '-no-color', '-input=false', '-auto-approve', inParallel));
    }
    applied = true;
    result.types.applied = typesOf(emulated).filter(counts);
    result.counts.applied = countOf(emulated, counts);
    write(allowDestruction(emulated));
    const outcome = await step('second plan', () => terraform.plan('second.tfplan'));
    const changes = (outcome === 'clean' ? [] : changesOf(await shown(terraform, 'second.tfplan'))).filter(({ type }) =>
      counts(type),
    );
    const differing = new Set(changes.map(({ type }) => type));
    result.types.clean = result.types.applied.filter((type) => !differing.has(type));
    result.counts.clean = result.counts.applied - changes.length;
    for (const { address, type, action, arguments: names } of changes) {
      const differences = names.length === 0 ? [`${type} (${action})`] : names.map((name) => `${type}.${name}`);
      for (const what of differences) {
        if (!verification.onDifference(what)) result.problems.push(`second plan: ${address}: ${what}`);
      }
    }
  }

  async function step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const startedMs = performance.now();
    const value = await work();
    const seconds = (performance.now() - startedMs) / 1_000;
    result.seconds += seconds;
    tell(`${result.id}: ${name} ${Math.round(seconds)} s`);
    return value;
  }

  /** A failure is this stack's: the others go on. */
  async function recorded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) throw error;
      const text = error instanceof Error ? error.message : String(error);
      result.problems.push(text);
      tell(`${result.id}: FAILED\n${text}`);
    }
  }

  return {
    apply: () =>
      recorded(async () => {
        result.resources = countOf(whole, copies.isWholeStack ? undefined : counts);
        if (blocksOf(whole).length === 0) return;
        await validateAndPlan();
        await applyTwice();
      }),
    async destroy() {
      await recorded(async () => {
        // What could not be made goes with the emulators.
        if (!applied) {
          result.destroyed = result.resources === 0;
          return;
        }
        const { json, needsApply } = liftProtection(emulated, schema);
        write(json);
        if (needsApply) {
          await step('lift protection', () =>
            terraform.run('apply', '-no-color', '-input=false', '-auto-approve', inParallel, '-refresh=false'),
          );
        }
        await step('destroy', () =>
          terraform.run('destroy', '-no-color', '-input=false', '-auto-approve', inParallel, '-refresh=false'),
        );
        result.destroyed = true;
      });
      return result.destroyed;
    },
  };
}

const typesOf = (json: TerraformJson) => Object.keys(json.resource ?? {}).sort();
const countOf = (json: TerraformJson, counts: (type: string) => boolean = () => true) =>
  blocksOf(json).filter(({ kind, type }) => kind === 'resource' && counts(type)).length;

async function shown(terraform: Terraform, file: string): Promise<Plan> {
  const output = await terraform.run('show', '-json', file);
  return JSON.parse(output.slice(output.indexOf('{'))) as Plan;
}

function keepPlan(folder: string, plansFolder: string, id: string, plan: Plan): void {
  const path = join(folder, 'plan.json');
  writeFileSync(path, JSON.stringify(plan));
  copyFileSync(path, join(plansFolder, `${id}.json`));
}
