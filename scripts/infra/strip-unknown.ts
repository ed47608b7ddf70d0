import { type ProviderSchema, type SchemaAttribute, type SchemaBlock, schemaOf } from './provider-schema.ts';
import { type Block, isBlock, mapBlocks, type TerraformJson } from './terraform-json.ts';

/** What stands in every block, whatever its type. */
const metaArguments = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

export interface Stripped {
  readonly json: TerraformJson;
  /** Types (`aws_thing`, `data.aws_thing`) and arguments (`aws_thing.block.argument`) that the provider lacks. */
  readonly unknown: readonly string[];
}

/** Leaves out the arguments that the provider does not know. Blocks of unknown types stay: they are reported only. */
export function stripUnknown(json: TerraformJson, schema: ProviderSchema): Stripped {
  const unknown = new Set<string>();
  const stripped = mapBlocks(json, ({ kind, type, block }) => {
    if (!type.startsWith('aws_')) return block;
    const path = kind === 'resource' ? type : `${kind}.${type}`;
    const known = schemaOf(schema, kind, type);
    if (known === undefined) {
      unknown.add(path);
      return block;
    }
    return withoutUnknown(block, known, path, unknown);
  });
  const aws = (json.provider.aws ?? []).map((block) =>
    withoutUnknown(block, withAlias(schema.provider.block), 'provider.aws', unknown),
  );
  return { json: { ...stripped, provider: { ...json.provider, aws } }, unknown: [...unknown].sort() };
}

const withAlias = (block: SchemaBlock): SchemaBlock => ({ ...block, attributes: { ...block.attributes, alias: {} } });

function withoutUnknown(block: Block, schema: SchemaBlock, path: string, unknown: Set<string>): Block {
  const kept = Object.entries(block).flatMap(([key, value]) => {
    if (metaArguments.has(key)) return [[key, value] as const];
    const here = `${path}.${key}`;
    const attribute = schema.attributes?.[key];
    if (attribute !== undefined) return [[key, insideAttribute(value, attribute, here, unknown)] as const];
    const nested = schema.block_types?.[key]?.block;
    if (nested !== undefined)
      return [[key, inEach(value, (one) => withoutUnknown(one, nested, here, unknown))] as const];
    if (key === 'dynamic' && isBlock(value)) return [[key, dynamicBlocks(value, schema, path, unknown)] as const];
    unknown.add(here);
    return [];
  });
  return Object.fromEntries(kept);
}

function dynamicBlocks(dynamic: Block, schema: SchemaBlock, path: string, unknown: Set<string>): Block {
  const entries = Object.entries(dynamic).flatMap(([key, value]) => {
    const nested = schema.block_types?.[key]?.block;
    if (nested === undefined) {
      unknown.add(`${path}.${key}`);
      return [];
    }
    const stripContent = (one: Block) => ({
      ...one,
      content: inEach(one.content, (content) => withoutUnknown(content, nested, `${path}.${key}`, unknown)),
    });
    return [[key, inEach(value, stripContent)] as const];
  });
  return Object.fromEntries(entries);
}

function insideAttribute(value: unknown, attribute: SchemaAttribute, path: string, unknown: Set<string>): unknown {
  const attributes = attribute.nested_type?.attributes;
  return attributes === undefined ? value : inEach(value, (one) => withoutUnknown(one, { attributes }, path, unknown));
}

const inEach = (value: unknown, change: (block: Block) => Block): unknown => {
  if (Array.isArray(value)) return value.map((one) => (isBlock(one) ? change(one) : one));
  return isBlock(value) ? change(value) : value;
};
