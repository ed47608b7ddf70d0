/** Reading and changing a resource's arguments, whose blocks are lists in one resource and objects in the next. */
type Arguments = Record<string, unknown>;

const isObject = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value at a path such as `rule.copy_action.lifecycle`; none where a block on the way is missing. */
export function valuesAt(from: unknown, path: string): readonly unknown[] {
  const steps = path.split('.');
  let values: readonly unknown[] = [from];
  for (const step of steps) {
    values = values
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .flatMap((value) => (isObject(value) && value[step] !== undefined ? [value[step]] : []));
  }
  return values.flatMap((value) => (Array.isArray(value) ? value : [value]));
}

export const valueAt = (from: unknown, path: string): unknown => valuesAt(from, path)[0];

/** CDKTF writes some booleans as words. */
export const isOn = (from: unknown, path: string): boolean => ['true', true].includes(valueAt(from, path) as string);

export const isSet = (from: unknown, path: string): boolean => {
  const value = valueAt(from, path);
  return value !== undefined && value !== null && value !== '';
};

/** Sets the argument at a path, in every block on the way; `undefined` takes it out. */
export function setAt(target: unknown, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop()!;
  const owners = steps.length === 0 ? [target] : valuesAt(target, steps.join('.'));
  for (const owner of owners) {
    if (!isObject(owner)) continue;
    if (value === undefined) delete owner[last];
    else owner[last] = value;
  }
}
