import { ServiceError } from '@evermart/kit/problem';

/** The part of a request's target after `?`, and the path before it. */
export function splitTarget(target: string): { path: string; search: string } {
  const mark = target.indexOf('?');
  return mark === -1 ? { path: target, search: '' } : { path: target.slice(0, mark), search: target.slice(mark + 1) };
}

/**
 * Names to values; a repeated name to all its values, so that a schema that wants one refuses them.
 * Without a prototype: `__proto__` is a name like any other.
 */
export function parseSearch(search: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  if (search === '') return query;
  for (const [name, value] of new URLSearchParams(search)) {
    const known = query[name];
    query[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return query;
}

/** The one way to write a query: sorted by name, defaults filled in by the schema before. Starts with `?` or is empty. */
export function canonicalSearch(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.keys(query)
    .filter((name) => query[name] !== undefined)
    .sort()
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(query[name]))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** @throws ServiceError `not-found` for a path segment that is not valid percent-encoding */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new ServiceError('not-found', 'The path is not valid percent-encoded UTF-8.', { cause });
  }
}
