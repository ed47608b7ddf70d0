import { type ProblemCode, problemStatuses } from '@evermart/contracts/http/problem-codes';
import type { Endpoint } from '../endpoints/endpoint.ts';

/** Every problem that an endpoint may answer with: those it names and those that follow from what it is. */
export function problemsOf(endpoint: Endpoint): ReadonlySet<ProblemCode> {
  const { access, body, idempotencyKey, ifMatch, method, parameters, problems = [], rawBody } = endpoint;
  const codes = new Set<ProblemCode>(problems);
  const when = (condition: boolean, ...more: ProblemCode[]) => {
    if (condition) for (const code of more) codes.add(code);
  };
  when(true, 'validation-failed', 'rate-limited', 'internal', 'dependency-unavailable');
  when(parameters !== undefined, 'not-found');
  when(body !== undefined, 'malformed-body', 'body-too-large', 'unsupported-media-type');
  when(rawBody === true, 'body-too-large', 'unsupported-media-type');
  when(idempotencyKey === true, 'idempotency-key-missing');
  when(ifMatch === true, 'version-conflict');
  when(access !== 'public', 'sign-in-required');
  when(access === 'admin' || (access !== 'public' && method !== 'GET'), 'forbidden');
  return codes;
}

/** The codes by HTTP status, in order of status. */
export function byStatus(codes: ReadonlySet<ProblemCode>): ReadonlyMap<number, readonly ProblemCode[]> {
  const statuses = new Map<number, ProblemCode[]>();
  for (const code of [...codes].sort((a, b) => problemStatuses[a] - problemStatuses[b])) {
    const status = problemStatuses[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return statuses;
}
