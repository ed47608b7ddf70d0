import type { DocumentedValue, Schema } from './documented-values.ts';

interface Closed {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly properties: Record<string, Schema | Closed>;
}

const closed = (properties: Closed['properties'] = {}): Closed => ({
  type: 'object',
  additionalProperties: false,
  properties,
});

export interface SchemaOptions {
  readonly title: string;
  /** Charts in it, whose values stand under their names. */
  readonly subcharts?: readonly string[];
}

/** A chart's values.schema.json: nothing that isn't documented is taken, and nothing of another type. */
export function schemaOf(values: readonly DocumentedValue[], { title, subcharts = [] }: SchemaOptions): Schema {
  const root = closed();
  for (const { path, documentation, default: byDefault, schema } of values) {
    const names = path.split('.');
    const last = names.pop()!;
    const parent = names.reduce((object, name) => {
      object.properties[name] ??= closed();
      return object.properties[name] as Closed;
    }, root);
    parent.properties[last] = { description: documentation, default: byDefault, ...schema };
  }
  // Helm adds these by itself; a library has nothing that could be set.
  root.properties.global = closed();
  for (const name of subcharts) root.properties[name] = closed({ global: closed(), exports: { type: 'object' } });
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...root };
}
