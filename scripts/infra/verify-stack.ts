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
const unasked = ['-no-color', '-input=false', '-auto-approve', '-parallelism=40'];

/** One stack on its way. A step that fails is the stack's result, and leaves the later ones nothing to do. */
export interface StackRun {
  /** Validates and plans all of it, in a folder of its own: beside whatever else is done with it. */
  plan(): Promise<void>;
  apply(): Promise<void>;
  /** Plans what was applied once more, which should change nothing. */
  planAgain(): Promise<void>;
  /** Lets what was applied be destroyed. */
  liftProtection(): Promise<void>;
  /** Whether nothing of it is left. To be called when no other stack needs it any more. */
  destroy(): Promise<boolean>;
}

/** What of a stack is run. */
export interface StackCopies {
  /** What is validated and planned, its plan being kept for Checkov. A slice of a stack is only applied. */
  readonly whole: TerraformJson | undefined;
  /** What is applied. */
  readonly emulated: TerraformJson;
  /** Whether the second plan of this type counts here. */
  readonly counts: (type: string) => boolean;
  /** The stack's own. */
  readonly region: string;
}

export function createStackRun(copies: StackCopies, result: StackResult, verification: Verification): StackRun {
  const { tell, signal, terraform: binary, configFile, plansFolder, schema } = verification;
  const { whole, emulated, counts } = copies;
  const folder = join(verification.folder, result.id);
  const wholeFolder = join(folder, 'whole');
  mkdirSync(whole === undefined ? folder : wholeFolder, { recursive: true });
  const terraformIn = (own: string) =>
    createTerraform(binary, { folder: own, configFile, signal, logFile: join(own, 'terraform.log') });
  const terraform = terraformIn(folder);
  const write = (json: TerraformJson, own = folder) =>
    writeFileSync(join(own, 'cdk.tf.json'), JSON.stringify(json, undefined, 1));
  let state: 'nothing' | 'applied' | 'unprotected' = 'nothing';
  result.resources = whole === undefined ? countOf(emulated, counts) : countOf(whole);

  async function plan(): Promise<void> {
    if (whole === undefined || blocksOf(whole).length === 0) return;
    const beside = terraformIn(wholeFolder);
    write(whole, wholeFolder);
    await beside.run('init', '-no-color', '-input=false');
    await step('validate', () => beside.run('validate', '-no-color'));
    result.types.validated = typesOf(whole);
    result.counts.validated = countOf(whole);
    await makeReplicas();
    await step('plan', () => beside.plan('first.tfplan'));
    const planned = await shown(beside, 'first.tfplan');
    keepPlan(wholeFolder, plansFolder, result.id, planned);
    result.types.planned = plannedTypes(planned);
    result.counts.planned = changesOf(planned).length;
  }

  async function makeReplicas(): Promise<void> {
    const { urls, accountId } = verification.emulation;
    const where = { url: urls.ministack, region: copies.region, accountId };
    for (const secret of replicatedSecretsIn(emulated, verification.exceptions.replicas))
      await makeReplica(secret, where);
  }

  async function apply(): Promise<void> {
    if (blocksOf(emulated).length === 0) return;
    write(emulated);
    await terraform.run('init', '-no-color', '-input=false');
    await makeReplicas();
    await step('apply', applyPatiently);
    state = 'applied';
    result.types.applied = typesOf(emulated).filter(counts);
    result.counts.applied = countOf(emulated, counts);
  }

  /** Tries once more where the emulator stumbled: what is there already stays. */
  async function applyPatiently(): Promise<void> {
    try {
      await terraform.run('apply', ...unasked);
    } catch (error) {
      const hiccup = verification.exceptions.hiccups.find(({ what }) => new RegExp(what).test(String(error)));
      if (hiccup === undefined) throw error;
      tell(`${result.id}: applied once more: ${hiccup.reason}`);
      await terraform.run('apply', ...unasked);
    }
  }

  async function planAgain(): Promise<void> {
    if (state === 'nothing') return;
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

  async function lift(): Promise<void> {
    if (state === 'nothing') return;
    const { json, addresses } = liftProtection(emulated, schema);
    write(json);
    if (addresses.length > 0) {
      // Only those: the provider would find fault with what an emulator gave back of others.
      const targets = addresses.map((address) => `-target=${address}`);
      await step('lift protection', () => terraform.run('apply', ...unasked, '-refresh=false', ...targets));
    }
    state = 'unprotected';
  }

  async function destroy(): Promise<void> {
    // What could not be made goes with the emulators.
    if (state === 'unprotected') await step('destroy', () => terraform.run('destroy', ...unasked, '-refresh=false'));
    result.destroyed = state === 'unprotected' || result.resources === 0;
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
    plan: () => recorded(plan),
    apply: () => recorded(apply),
    planAgain: () => recorded(planAgain),
    liftProtection: () => recorded(lift),
    async destroy() {
      await recorded(destroy);
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
