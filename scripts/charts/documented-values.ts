import { isMap, isScalar, parse, parseDocument, type Scalar, type YAMLMap } from 'yaml';

/** A JSON schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** One value of a chart, as its values.yaml has it. */
export interface DocumentedValue {
  /** `image.version` */
  readonly path: string;
  readonly documentation: string;
  readonly default: unknown;
  /** What it may be: the type of its default, and what `# @schema` adds. */
  readonly schema: Schema;
}

const directive = '@schema';

/**
 * Reads a values.yaml whose every value is documented: `# --` and its text, then `# @schema` and what it may be.
 *
 * @param below keys under which the values stand, e.g. `['exports', 'defaults']`
 * @throws Error that names a value without documentation
 */
export function documentedValues(text: string, below: readonly string[] = []): readonly DocumentedValue[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new Error(document.errors.map(({ message }) => message).join('\n'));
  const values = document.getIn(below, true);
  if (!isMap(values)) throw new Error(`There is no map under ${below.join('.')}`);
  return valuesIn(values, '');
}

function valuesIn(map: YAMLMap, prefix: string): readonly DocumentedValue[] {
  return map.items.flatMap(({ key, value }, index) => {
    if (!isScalar(key)) throw new Error(`${prefix} has a key that is no word`);
    const path = `${prefix}${key.value}`;
    const comment = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined) ?? '';
    const { documentation, schema } = readComment(comment, path);
    if (isMap(value) && schema.type === undefined) return valuesIn(value, `${path}.`);
    if (documentation === '') throw new Error(`${path} has no documentation: write "# -- ..." above it`);
    const byDefault = isMap(value) ? {} : (value as Scalar).toJSON();
    return [{ path, documentation, default: byDefault, schema: { type: typeOf(byDefault, path), ...schema } }];
  });
}

function readComment(comment: string, path: string): { documentation: string; schema: Schema } {
  // Only what stands next to the value; a heading before it is somebody else's.
  const lines = comment.split('\n').map((line) => line.replace(/^ /, ''));
  const from = lines.findLastIndex((line) => line.startsWith('-- '));
  const at = lines.findIndex((line) => line.startsWith(directive));
  const documentation = from < 0 ? [] : lines.slice(from, at < 0 ? undefined : at);
  const schema = at < 0 ? '' : [lines[at]!.slice(directive.length), ...lines.slice(at + 1)].join('\n');
  const parsed: unknown = schema.trim() === '' ? {} : parse(schema);
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${path}: ${directive} is no mapping`);
  return { documentation: documentation.join(' ').replace(/^-- /, ''), schema: parsed as Schema };
}

function typeOf(value: unknown, path: string): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && Number.isInteger(value)) return 'integer';
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return typeof value;
  if (typeof value === 'object' && value !== null) return 'object';
  throw new Error(`${path} has no default from which its type could be told`);
}
