/** The whole estate as Terraform gets it, for policies: plain data, so that a mutation can take something out of it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { z } from 'zod';
import { stacks } from '../../main.ts';
import type { Environment } from '../../modules/environments/environment.ts';
import { environments } from '../../modules/environments.ts';
import { buildEstate } from '../../modules/stacks/estate.ts';
import type { StackRole } from '../../modules/stacks/evermart-stack.ts';
import { type Suppression, suppressionsIn } from '../../modules/suppress.ts';

const Block = z.record(z.string(), z.unknown());
const BlocksByType = z.record(z.string(), z.record(z.string(), Block));

/** `cdk.tf.json` of a stack. */
const StackJson = z.looseObject({
  provider: z.record(z.string(), z.array(Block)),
  terraform: z.looseObject({ backend: z.looseObject({ s3: Block }).optional() }),
  resource: BlocksByType.default({}),
  data: BlocksByType.default({}),
});
export type StackJson = z.infer<typeof StackJson>;

export interface SynthesizedStack {
  /** `<environment>-<region>-<name>` */
  readonly id: string;
  /** `network`, `data` ... */
  readonly name: string;
  readonly environment: Environment;
  readonly region: string;
  readonly role: StackRole;
  /** Ids of the stacks that are applied before it. */
  readonly after: readonly string[];
  readonly suppressions: readonly Suppression[];
  readonly json: StackJson;
}

export interface Estate {
  readonly environments: readonly Environment[];
  readonly stacks: readonly SynthesizedStack[];
}

export interface Resource {
  readonly stack: SynthesizedStack;
  readonly type: string;
  /** E.g. `aws_vpc.network_vpc_4E8F0223`, unique in its stack. */
  readonly address: string;
  /** The arguments as Terraform names them. Changing them changes the estate: do so on a copy. */
  readonly arguments: Record<string, unknown>;
}

/** Synthesizes these environments with every stack of `main.ts`. */
export function estateOf(chosen: readonly Environment[]): Estate {
  const outdir = mkdtempSync(join(tmpdir(), 'evermart-synth-'));
  try {
    const app = new App({ outdir });
    const built = buildEstate(app, chosen, stacks);
    app.synth();
    return {
      environments: chosen,
      stacks: built.map((stack) => ({
        id: stack.node.id,
        name: stack.node.id.slice(`${stack.environment.name}-${stack.region}-`.length),
        environment: stack.environment,
        region: stack.region,
        role: stack.role,
        after: stack.dependencies.map(({ node }) => node.id),
        suppressions: suppressionsIn(stack),
        json: StackJson.parse(JSON.parse(readFileSync(join(outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8'))),
      })),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

let shared: Estate | undefined;

/** All environments, synthesized once a test run. Treat it as frozen: mutate a `copyOf` it. */
export function synthesized(): Estate {
  shared ??= estateOf(environments);
  return shared;
}

export const copyOf = (estate: Estate): Estate => structuredClone(estate);

/** Resources of a type, or of all types, in one stack. */
export function resourcesIn(stack: SynthesizedStack, type?: string): readonly Resource[] {
  return Object.entries(stack.json.resource)
    .filter(([candidate]) => type === undefined || candidate === type)
    .flatMap(([found, blocks]) =>
      Object.entries(blocks).map(([name, block]) => ({
        stack,
        type: found,
        address: `${found}.${name}`,
        arguments: block,
      })),
    );
}

/** Resources of a type, or of all types, in every stack. */
export function resourcesOf(estate: Estate, type?: string): readonly Resource[] {
  return estate.stacks.flatMap((stack) => resourcesIn(stack, type));
}

export function stacksNamed(estate: Estate, name: string): readonly SynthesizedStack[] {
  return estate.stacks.filter((stack) => stack.name === name);
}

/** One stack by its id, e.g. `production-eu-west-1-network`. Throws where there is none. */
export function stackWithId(estate: Estate, id: string): SynthesizedStack {
  const stack = estate.stacks.find((candidate) => candidate.id === id);
  if (stack === undefined) throw new Error(`No stack "${id}"; there are ${estate.stacks.map((s) => s.id).join(', ')}`);
  return stack;
}

/** How messages name a resource: `production-eu-west-1-network aws_vpc.network_vpc_4E8F0223`. */
export const nameOf = ({ stack, address }: Resource) => `${stack.id} ${address}`;

/** Whether an argument is an interpolation that refers to this resource: `${aws_subnet.x.id}`. */
export function refersTo(value: unknown, { address }: Resource): boolean {
  return typeof value === 'string' && value.includes(`\${${address}.`);
}
