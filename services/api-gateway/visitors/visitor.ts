import type { Subject } from '@evermart/contracts/http/subject';
import type { Session } from '../sessions/session.ts';

/** Who asks, as the gateway knows them. */
export interface Visitor {
  readonly visitorId: string;
  /** Signed in, by session or by bearer token. */
  readonly customerId?: string;
  readonly groups: readonly string[];
  readonly session?: Session;
  /** What a bearer signed in with, in place of a session. */
  readonly accessToken?: string;
  /** The token that named the session. */
  readonly sessionToken?: string;
}

/** The claims that the services are given. */
export function subjectFrom(visitor: Visitor | undefined): Subject {
  if (visitor === undefined) return { groups: [] };
  const { visitorId, customerId, groups } = visitor;
  return { visitorId, groups: [...groups], ...(customerId === undefined ? {} : { customerId }) };
}
