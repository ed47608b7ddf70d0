/** Reads arguments alike from a plan, where a block is a list, and from synthesized JSON, where it may be an object. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The first block of that name; an empty one where there is none. */
export function blockOf(values: Arguments, name: string): Arguments {
  const [first] = blocksOf(values, name);
  return first ?? {};
}

export function blocksOf(values: Arguments, name: string): readonly Arguments[] {
  const value = values[name];
  const all = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return all.filter((block): block is Arguments => typeof block === 'object' && block !== null);
}

/** A number, or `otherwise` where the plan does not know it yet. */
export const numberOf = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
