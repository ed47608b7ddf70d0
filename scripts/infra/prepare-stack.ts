import { type Emulation, onEmulator, withLocalState } from './emulated.ts';
import type { Exception, Exceptions, OnMoto } from './exceptions.ts';
import type { ProviderSchema } from './provider-schema.ts';
import { removeBlocks } from './remove-blocks.ts';
import { closureOf } from './slice-stack.ts';
import { stripUnknown } from './strip-unknown.ts';
import { addressOf, blocksOf, type Located, type TerraformJson } from './terraform-json.ts';

export interface Preparation {
  readonly exceptions: Exceptions;
  readonly schema: ProviderSchema;
  readonly awsVersion: string;
  readonly emulation: Emulation;
}

/** An exception names a type of resources, or one resource by its address. */
const isNamed = (what: string, located: Located): boolean =>
  located.kind === 'resource' && (what === located.type || what === addressOf(located));

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
  /** Types whose second plan counts elsewhere, though they may be applied to ministack too. */
  readonly judgedElsewhere: readonly string[];
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
  const resources = blocksOf(local).filter(({ kind }) => kind === 'resource');
  const present = <Entry extends Exception>(listed: readonly Entry[]) =>
    listed.filter(({ what }) => resources.some((located) => isNamed(what, located)));
  const slow = present(exceptions.ownRun).map(({ what }) => what);
  const onMoto = present(exceptions.onMoto);
  const motoTypes = onMoto.map(({ what }) => what);
  const notEmulated = present(exceptions.notEmulated).map(({ what }) => what);
  const elsewhere = [...slow, ...onMoto.filter(({ stays }) => stays !== true).map(({ what }) => what), ...notEmulated];
  return {
    whole,
    emulated: removeBlocks(whole, (located) => elsewhere.some((what) => isNamed(what, located))).json,
    judgedElsewhere: motoTypes,
    slices: [
      ...slice('slow', slow, () => onEmulator(closureOf(local, slow, slow), 'moto', emulation)),
      ...slice('moto', motoTypes, () => onEmulator(motoSlice(local, onMoto, notEmulated), 'moto', emulation)),
    ],
    unknown: stripped.unknown,
    withoutProvider: foreign.addresses,
    notEmulated,
  };
}

const slice = (name: Slice['name'], types: readonly string[], json: () => TerraformJson): readonly Slice[] =>
  types.length === 0 ? [] : [{ name, types, json: json() }];

function motoSlice(json: TerraformJson, onMoto: readonly OnMoto[], notEmulated: readonly string[]): TerraformJson {
  const typesOf = (listed: readonly OnMoto[]) => listed.map(({ what }) => what);
  const { json: possible } = removeBlocks(json, (located) => notEmulated.some((what) => isNamed(what, located)));
  return closureOf(possible, typesOf(onMoto), typesOf(onMoto.filter(({ alone }) => alone === true)));
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
