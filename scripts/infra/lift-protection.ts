import { type ProviderSchema, schemaOf } from './provider-schema.ts';
import { addressOf, type Block, isBlock, mapBlocks, type TerraformJson } from './terraform-json.ts';

/** What must change before a protected resource can be destroyed. */
const lifted: Block = {
  deletion_protection: false,
  deletion_protection_enabled: false,
  enable_deletion_protection: false,
  force_delete: true,
  force_destroy: true,
  recovery_window_in_days: 0,
  skip_final_snapshot: true,
};

/** `DeletionProtection` of Cognito is a word. */
const liftedWords: Readonly<Record<string, Block>> = {
  aws_cognito_user_pool: { deletion_protection: 'INACTIVE' },
};

/** Forced, the provider would first end DNSSEC, which ministack lacks, or list backups, which moto lacks: both are empty. */
const unforced = new Set(['aws_backup_vault', 'aws_route53_zone']);

/** The stack as it is, but for Terraform's own refusal: a plan that would destroy something is then shown, not refused. */
export function allowDestruction(json: TerraformJson): TerraformJson {
  return mapBlocks(json, ({ block }) => {
    const { lifecycle, ...rest } = block;
    return { ...rest, ...withoutPreventDestroy(lifecycle) };
  });
}

export interface Lifted {
  readonly json: TerraformJson;
  /** Resources that change themselves: they, and only they, must be applied before they can be destroyed. */
  readonly addresses: readonly string[];
}

/** The stack without anything that keeps Terraform from destroying it. Only ever for a copy on an emulator. */
export function liftProtection(json: TerraformJson, schema: ProviderSchema): Lifted {
  const addresses: string[] = [];
  const changed = mapBlocks(json, (located) => {
    const { kind, type, block } = located;
    if (kind !== 'resource') return block;
    const { lifecycle, ...rest } = block;
    const known = schemaOf(schema, 'resource', type);
    const wanted = { ...lifted, ...liftedWords[type] };
    const changes = unforced.has(type)
      ? []
      : Object.entries(wanted).filter(([key, value]) => key in (known?.attributes ?? {}) && rest[key] !== value);
    // An apply that lifts protection lifts protection only, whatever else the emulator gives back wrongly.
    if (changes.length === 0) return { ...rest, lifecycle: { ignore_changes: 'all' } };
    addresses.push(addressOf(located));
    const others = Object.keys(rest).filter((key) => key in { ...known?.attributes, ...known?.block_types });
    const kept = [...others, ...Object.keys(isBlock(rest.dynamic) ? rest.dynamic : {})];
    const ignored = kept.filter((key) => !changes.some(([changed]) => changed === key));
    return { ...rest, ...Object.fromEntries(changes), lifecycle: { ignore_changes: ignored } };
  });
  return { json: changed, addresses };
}

function withoutPreventDestroy(lifecycle: unknown): Block {
  if (typeof lifecycle !== 'object' || lifecycle === null) return {};
  const { prevent_destroy: _, ...rest } = lifecycle as Block;
  return Object.keys(rest).length === 0 ? {} : { lifecycle: rest };
}
