/** What `terraform providers schema -json` says, as far as it is needed to know which arguments exist. */
export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
}

export interface SchemaAttribute {
  readonly nested_type?: { readonly attributes?: Readonly<Record<string, SchemaAttribute>> };
  readonly computed?: boolean;
  readonly optional?: boolean;
  readonly required?: boolean;
}

interface Schema {
  readonly block: SchemaBlock;
}

/** What one provider knows. */
export interface ProviderSchema {
  readonly provider: Schema;
  readonly resource_schemas?: Readonly<Record<string, Schema>>;
  readonly data_source_schemas?: Readonly<Record<string, Schema>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, Schema>>;
}

const sectionOf = {
  resource: 'resource_schemas',
  data: 'data_source_schemas',
  ephemeral: 'ephemeral_resource_schemas',
} as const;

/** `undefined` for a type that the provider does not have. */
export function schemaOf(schema: ProviderSchema, kind: keyof typeof sectionOf, type: string): SchemaBlock | undefined {
  return schema[sectionOf[kind]]?.[type]?.block;
}

/** @throws Error when the output has no AWS provider in it */
export function readProviderSchema(output: string): ProviderSchema {
  const { provider_schemas: schemas = {} } = JSON.parse(output) as {
    provider_schemas?: Record<string, ProviderSchema>;
  };
  const found = Object.entries(schemas).find(([source]) => source.endsWith('/hashicorp/aws'));
  if (found === undefined) throw new Error(`terraform providers schema: no hashicorp/aws in ${Object.keys(schemas)}`);
  return found[1];
}

/** The names that the provider's `endpoints` block takes, one a service. */
export function endpointNames({ provider }: ProviderSchema): readonly string[] {
  return Object.keys(provider.block.block_types?.endpoints?.block.attributes ?? {});
}
