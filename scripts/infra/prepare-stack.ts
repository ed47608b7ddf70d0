import { type Emulation, onEmulators, withLocalState } from './emulated.ts';
import type { Exceptions } from './exceptions.ts';
import type { ProviderSchema } from './provider-schema.ts';
import { removeBlocks } from './remove-blocks.ts';
import { stripUnknown } from './strip-unknown.ts';
import type { TerraformJson } from './terraform-json.ts';

export interface Preparation {
  readonly exceptions: Exceptions;
  readonly schema: ProviderSchema;
  readonly awsVersion: string;
  readonly emulation: Emulation;
}

export interface PreparedStack {
  /** Everything that the provider knows, with its state in its folder: what is validated and planned. */
  readonly whole: TerraformJson;
  /** Without what the emulators can't take: what is applied. */
  readonly emulated: TerraformJson;
  /** What runs beside it; `undefined` when it has nothing of that kind. */
  readonly apart: TerraformJson | undefined;
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
  const whole = onEmulators(withLocalState(known.json, awsVersion), emulation);
  const isApart = typesIn(exceptions.ownRun);
  const isNotEmulated = typesIn(exceptions.notEmulated);
  const emulated = removeBlocks(whole, (located) => isApart(located) || isNotEmulated(located));
  const hasApart = Object.keys(whole.resource ?? {}).some((type) => isApart({ kind: 'resource', type }));
  return {
    whole,
    emulated: emulated.json,
    apart: hasApart
      ? removeBlocks(whole, ({ kind, type }) => kind === 'resource' && !isApart({ kind, type })).json
      : undefined,
    unknown: stripped.unknown,
    withoutProvider: foreign.addresses,
    notEmulated: Object.keys(whole.resource ?? {}).filter((type) => isNotEmulated({ kind: 'resource', type })),
  };
}

const typesIn =
  (listed: Exceptions['notEmulated']) =>
  ({ kind, type }: { readonly kind: string; readonly type: string }) =>
    kind === 'resource' && listed.some(({ what }) => what === type);

function withoutProviders(json: TerraformJson, missing: readonly string[]): TerraformJson {
  const without = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !missing.includes(name)));
  return {
    ...json,
    provider: without(json.provider),
    terraform: { ...json.terraform, required_providers: without(json.terraform.required_providers) },
  };
}
