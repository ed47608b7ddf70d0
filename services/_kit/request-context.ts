import { AsyncLocalStorage } from 'node:async_hooks';
import type { Subject } from '@evermart/contracts/http/subject';

/** What belongs to the request at hand and is needed far from its handler: in logs and in calls to other services. */
export interface RequestContext {
  readonly requestId: string;
  /** When the caller stops waiting, in milliseconds of `performance.now()`. */
  readonly deadlineMs?: number;
  subject?: Subject;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}

export function runInContext<Result>(context: RequestContext, work: () => Result): Result {
  return storage.run(context, work);
}

/** Milliseconds until the caller stops waiting; `Infinity` outside a request or without a deadline. */
export function remainingMs(): number {
  const deadlineMs = storage.getStore()?.deadlineMs;
  return deadlineMs === undefined ? Number.POSITIVE_INFINITY : deadlineMs - performance.now();
}
