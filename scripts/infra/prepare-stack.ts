import { type Emulation, onEmulator, withLocalState } from './emulated.ts';
import type { Exception, Exceptions } from './exceptions.ts';
import type { ProviderSchema } from './provider-schema.ts';
import { removeBlocks } from './remove-blocks.ts';
import { closureOf, sliceOf } from './slice-stack.ts';
import { stripUnknown } from './strip-unknown.ts';
import type { Located, TerraformJson } from './terraform-json.ts';

export interface Preparation {
  readonly exceptions: Exceptions;
  readonly schema: ProviderSchema;
  readonly awsVersion: string;
  readonly emulation: Emulation;
}

/** Some types of a stack, applied by themselves. */
export interface Slice {
  readonly name: 'slow' | 'moto';
  readonly json: TerraformJson;
  /** What it is there for; the rest of it is only what those need. */
  readonly types: readonly string[];
}

export interface PreparedStack {
  /** Everything that the provider knows, with its state in its folder: what is validated and planned. */
  readonly whole: TerraformJson;
  /** Without what ministack can't take: what is applied to it. */
  readonly emulated: TerraformJson;
  /** What is applied beside it. */
  readonly slices: readonly Slice[];
  /** Arguments and types that the provider lacks. */
  readonly unknown: readonly string[];
  /** Addresses that belong to providers which can't be had. */
  readonly withoutProvider: readonly string[];
  /** Types that are in it and can't be emulated. */
  readonly notEmulated: readonly string[];
}

/** From what was synthesized to what Terraform gets. */
export function prepareStack(json: TerraformJson, preparation: Preparation): PreparedStack {
  const { exceptions, schema, awsVersion, emulation } = preparation;
  const missing = exceptions.providers.map(({ what }) => what);
  const foreign = removeBlocks(json, ({ type }) => missing.some((provider) => type.startsWith(`${provider}_`)));
  const stripped = stripUnknown(withoutProviders(foreign.json, missing), schema);
  const known = removeBlocks(stripped.json, ({ kind, type }) =>
    stripped.unknown.includes(kind === 'resource' ? type : `${kind}.${type}`),
  );
  const local = withLocalState(known.json, awsVersion);
  const whole = onEmulator(local, 'ministack', emulation);
  const present = (listed: readonly Exception[]) =>
    listed.map(({ what }) => what).filter((type) => local.resource?.[type] !== undefined);
  const slow = present(exceptions.ownRun);
  const onMoto = present(exceptions.onMoto);
  const notEmulated = present(exceptions.notEmulated);
  const elsewhere = new Set([...slow, ...onMoto, ...notEmulated]);
  const isElsewhere = ({ kind, type }: Located) => kind === 'resource' && elsewhere.has(type);
  return {
    whole,
    emulated: removeBlocks(whole, isElsewhere).json,
    slices: [
      ...slice('slow', slow, () => sliceOf(whole, slow)),
      ...slice('moto', onMoto, () => onEmulator(motoSlice(local, onMoto, notEmulated), 'moto', emulation)),
    ],
    unknown: stripped.unknown,
    withoutProvider: foreign.addresses,
    notEmulated,
  };
}

const slice = (name: Slice['name'], types: readonly string[], json: () => TerraformJson): readonly Slice[] =>
  types.length === 0 ? [] : [{ name, types, json: json() }];

function motoSlice(json: TerraformJson, types: readonly string[], notEmulated: readonly string[]): TerraformJson {
  const { json: possible } = removeBlocks(json, ({ kind, type }) => kind === 'resource' && notEmulated.includes(type));
  return closureOf(possible, types);
}

function withoutProviders(json: TerraformJson, missing: readonly string[]): TerraformJson {
  const without = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !missing.includes(name)));
  return {
    ...json,
    provider: without(json.provider),
    terraform: { ...json.terraform, required_providers: without(json.terraform.required_providers) },
  };
}
