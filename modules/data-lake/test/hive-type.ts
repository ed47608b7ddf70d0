import { z } from 'zod';

/** What a type of Hive says, as a tree. */
export type HiveType = string | { readonly array: HiveType } | { readonly struct: Readonly<Record<string, HiveType>> };

export function parseHiveType(text: string): HiveType {
  if (text.startsWith('array<')) return { array: parseHiveType(text.slice(6, -1)) };
  if (!text.startsWith('struct<')) return text;
  const fields: [string, HiveType][] = [];
  let depth = 0;
  let field = '';
  for (const character of `${text.slice(7, -1)},`) {
    if (character === '<') depth += 1;
    if (character === '>') depth -= 1;
    if (character === ',' && depth === 0) {
      const colon = field.indexOf(':');
      fields.push([field.slice(0, colon), parseHiveType(field.slice(colon + 1))]);
      field = '';
    } else field += character;
  }
  return { struct: Object.fromEntries(fields) };
}

const Schema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

const jsonTypes: Readonly<Record<string, string>> = {
  string: 'string',
  int: 'integer',
  bigint: 'integer',
  double: 'number',
  boolean: 'boolean',
};

/** Where a column asks for something that the JSON does not have, or has otherwise. Firehose compares in lower case. */
export function mismatches(type: HiveType, schema: unknown, place: string): readonly string[] {
  const { type: jsonType, properties, items } = Schema.parse(schema ?? {});
  if (typeof type === 'string') {
    return jsonTypes[type] === jsonType ? [] : [`${place} is ${String(jsonType)}, not ${type}`];
  }
  if ('array' in type)
    return items === undefined ? [`${place} is no list`] : mismatches(type.array, items, `${place}[]`);
  return Object.entries(type.struct).flatMap(([name, inner]) => {
    const found = Object.entries(properties ?? {}).find(([key]) => key.toLowerCase() === name);
    return found === undefined ? [`${place}.${name} does not exist`] : mismatches(inner, found[1], `${place}.${name}`);
  });
}
