/** The JSON that CDKTF writes for a stack, as far as the checks look into it. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks by type, then by name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export interface TerraformJson {
  readonly terraform: {
    readonly backend?: Block;
    readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  } & Block;
  /** A list for each provider: its default and its aliases. */
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
  readonly [other: string]: unknown;
}

/** Where Terraform keeps blocks by type and name. */
export const blockKinds = ['resource', 'data', 'ephemeral'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** As much of a stack's JSON as its blocks need. */
export type BlocksOfStack = Pick<TerraformJson, BlockKind> & Readonly<Record<string, unknown>>;

export interface Located {
  readonly kind: BlockKind;
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

/** Every resource, data source and ephemeral resource of a stack. */
export function blocksOf(json: BlocksOfStack): readonly Located[] {
  return blockKinds.flatMap((kind) =>
    Object.entries(json[kind] ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, block]) => ({ kind, type, name, block })),
    ),
  );
}

/** How other blocks refer to it: `aws_vpc.main`, `data.aws_region.here`. */
export const addressOf = ({ kind, type, name }: Pick<Located, 'kind' | 'type' | 'name'>) =>
  kind === 'resource' ? `${type}.${name}` : `${kind}.${type}.${name}`;

/** The stack with each block replaced by what `change` makes of it; `undefined` leaves the block out. */
export function mapBlocks(json: TerraformJson, change: (located: Located) => Block | undefined): TerraformJson {
  const changed: Record<string, unknown> = { ...json };
  for (const kind of blockKinds) {
    if (json[kind] === undefined) continue;
    const types = Object.entries(json[kind]).map(([type, named]) => {
      const kept = Object.entries(named).flatMap(([name, block]) => {
        const after = change({ kind, type, name, block });
        return after === undefined ? [] : [[name, after] as const];
      });
      return [type, Object.fromEntries(kept)] as const;
    });
    const filled = types.filter(([, named]) => Object.keys(named).length > 0);
    if (filled.length === 0) delete changed[kind];
    else changed[kind] = Object.fromEntries(filled);
  }
  return changed as TerraformJson;
}

export const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` with each string in it replaced, at any depth. */
export function mapStrings<Value>(value: Value, change: (text: string) => string): Value {
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return change(node);
    if (Array.isArray(node)) return node.map(walk);
    if (!isBlock(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, key === '//' ? child : walk(child)]));
  };
  return walk(value) as Value;
}
