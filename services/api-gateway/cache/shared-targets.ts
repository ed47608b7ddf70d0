import { parsePathParameter } from '@evermart/kit/parse';
import { LRUCache } from 'lru-cache';
import type { Endpoint, Target } from '../endpoints/endpoint.ts';
import { apiPrefix } from '../endpoints/public-api.ts';
import { parseSearchOf } from '../forwarding/parse-request.ts';
import { canonicalSearch, decodeSegment, splitTarget } from '../http/query-string.ts';

/** A public read that everybody gets the same answer to. */
export interface SharedTarget {
  readonly endpoint: Endpoint;
  readonly service: Target['service'];
  /** The service's path with the canonical query: also the answer's key in the cache, after the service's name. */
  readonly path: string;
  readonly key: string;
  readonly query: Readonly<Record<string, unknown>>;
}

interface Candidate {
  readonly endpoint: Endpoint;
  readonly target: Target;
}

const maxKnown = 20_000;
/** Longer ones are parsed each time: what clients really repeat is short. */
const maxKnownLength = 300;

/** Finds the shared read that a request's target means. What was seen before costs one look into a map. */
export function createSharedTargets(endpoints: readonly Endpoint[]) {
  const exact = new Map<string, Candidate>();
  const byParent = new Map<string, Candidate>();
  for (const endpoint of endpoints) {
    const { shared, target, path } = endpoint;
    if (shared === undefined || target === undefined) continue;
    const parameter = path.indexOf('{');
    if (parameter === -1) exact.set(apiPrefix + path, { endpoint, target });
    else byParent.set(apiPrefix + path.slice(0, parameter), { endpoint, target });
  }
  const known = new LRUCache<string, SharedTarget>({ max: maxKnown });

  /** @throws ServiceError `not-found` or `validation-failed` for what the endpoint does not take */
  return function find(url: string): SharedTarget | undefined {
    const seen = known.get(url);
    if (seen !== undefined) return seen;
    const target = parse(url);
    if (target !== undefined && url.length <= maxKnownLength) known.set(url, target);
    return target;
  };

  function parse(url: string): SharedTarget | undefined {
    const { path, search } = splitTarget(url);
    const listed = exact.get(path);
    if (listed !== undefined) return targetOf(listed, listed.target.path, search);
    const slash = path.lastIndexOf('/') + 1;
    const single = byParent.get(path.slice(0, slash));
    if (single === undefined) return undefined;
    return targetOf(single, fillLast(single, decodeSegment(path.slice(slash))), search);
  }
}

function fillLast({ endpoint: { parameters }, target }: Candidate, value: string): string {
  const name = /\{(\w+)\}$/.exec(target.path)?.[1] ?? '';
  if (parameters !== undefined) parsePathParameter(parameters, { [name]: value }, 'There is nothing of that name.');
  return target.path.replace(`{${name}}`, encodeURIComponent(value));
}

function targetOf({ endpoint, target: { service } }: Candidate, servicePath: string, search: string): SharedTarget {
  const query = parseSearchOf(endpoint, search);
  const path = servicePath + canonicalSearch(query);
  return { endpoint, service, path, key: `${service} ${path}`, query };
}
