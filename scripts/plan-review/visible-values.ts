import type { ResourceChange } from './plan-file.ts';
import { masked, sensitive, unknown } from './redaction.ts';

/** What a review may show of a resource: nothing sensitive, and a word for what is known only after the apply. */
export interface VisibleValues {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export function visibleValues({ change }: ResourceChange): VisibleValues {
  // A value that is sensitive on one side stays hidden on the other: what it was before tells what it is.
  const marks = [change.before_sensitive, change.after_sensitive];
  const hide = (value: unknown) => marks.reduce((inner: unknown, mark) => masked(inner, mark, sensitive), value);
  const after = change.after == null ? {} : masked(change.after, change.after_unknown, unknown);
  return { before: asValues(hide(change.before ?? {})), after: asValues(hide(after)) };
}

const asValues = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/**
 * Names of the arguments that differ, in order. What is known only after the apply counts where it had a value, but not
 * in a replacement: there everything that AWS tells will be told anew.
 */
export function changedArguments(resource: ResourceChange): readonly string[] {
  const { before, after } = visibleValues(resource);
  const { change } = resource;
  const replaces = change.actions.length > 1;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.filter((name) => {
    if (name === 'tags_all' || computedOnly.has(name)) return false;
    if (after[name] === unknown) return !replaces && !isEmpty(change.before?.[name]);
    // Compared as they are: two different secrets look alike once they are hidden.
    const [old, next] = [change.before?.[name], change.after?.[name]];
    return !(isEmpty(old) && isEmpty(next)) && JSON.stringify(old) !== JSON.stringify(next);
  });
}

/** An argument that is left out reads as null in a plan, and as one of these once AWS has answered. */
const isEmpty = (value: unknown) =>
  value === undefined || value === null || ['""', '[]', '{}', 'false', '0'].includes(JSON.stringify(value));

/** Told by AWS, never by the code: that they will be known later says nothing. */
const computedOnly = new Set([
  'id',
  'arn',
  'unique_id',
  'create_date',
  'version',
  'version_id',
  'etag',
  'policy_id',
  'attachment_count',
]);
