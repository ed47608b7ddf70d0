import type { Marks } from './plan-file.ts';

export const sensitive = '(sensitive)';
export const unknown = '(known after apply)';

/**
 * The value with every place that Terraform marked replaced by `word`. A mark on a block hides all of the block. Both
 * marks are objects of the value's own shape with `true` at the places that are meant.
 */
export function masked(value: unknown, marks: unknown, word: string): unknown {
  if (marks === true) return word;
  if (Array.isArray(marks)) {
    const items = Array.isArray(value) ? value : [];
    const length = Math.max(items.length, marks.length);
    return Array.from({ length }, (_, index) => masked(items[index], marks[index], word));
  }
  if (isObject(marks)) {
    const known = isObject(value) ? value : {};
    const places = new Set([...Object.keys(known), ...Object.keys(marks)]);
    const entries = [...places].map((place) => [place, masked(known[place], marks[place], word)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
  }
  return value;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether anything is marked. */
export function isMarked(marks: Marks | undefined): boolean {
  if (marks === undefined) return false;
  if (marks === true) return true;
  return typeof marks === 'object' && Object.values(marks).some((inner) => isMarked(inner as Marks));
}
