import type { IncomingMessage, ServerResponse } from 'node:http';
import { ServiceError } from '@evermart/kit/problem';
import type { Access } from '../endpoints/endpoint.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { VerifyBearer } from './bearer-tokens.ts';
import { readVisitorCookie, setVisitorCookie } from './cookie-header.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { Visitor } from './visitor.ts';
import { newVisitorId, type VisitorCookies } from './visitor-cookie.ts';

export interface IdentifyDeps {
  readonly cookies: VisitorCookies;
  readonly sessions: Pick<Sessions, 'find'>;
  readonly verifyBearer: VerifyBearer;
  readonly publicOrigins: readonly string[];
}

/** Tells who asks, makes newcomers visitors where the endpoint wants one, and refuses whom it does not admit. */
export function createIdentify({ cookies, sessions, verifyBearer, publicOrigins }: IdentifyDeps) {
  /** @throws ServiceError `sign-in-required`, `forbidden`, `dependency-unavailable` */
  return async function identify(
    request: IncomingMessage,
    response: ServerResponse,
    access: Access,
  ): Promise<Visitor | undefined> {
    if (access === 'public') return undefined;
    const visitor = (await byBearer(request)) ?? (await byCookie(request, response));
    if (visitor === undefined && access === 'visitor') return newcomer(request, response);
    admit(visitor, access);
    return visitor;
  };

  async function byBearer(request: IncomingMessage): Promise<Visitor | undefined> {
    const { authorization } = request.headers;
    if (authorization === undefined) return undefined;
    const [scheme = '', token = ''] = authorization.split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '') {
      throw new ServiceError('sign-in-required', 'Authorization takes "Bearer" and an access token.');
    }
    const { customerId, groups } = await verifyBearer(token);
    return { visitorId: `customer:${customerId}`, customerId, groups, accessToken: token };
  }

  async function byCookie(request: IncomingMessage, response: ServerResponse): Promise<Visitor | undefined> {
    const value = readVisitorCookie(request);
    const cookie = value === undefined ? undefined : cookies.open(value);
    if (cookie === undefined) return undefined;
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseCrossSite(request, publicOrigins);
    const { visitorId, sessionToken, dueForRenewal } = cookie;
    if (dueForRenewal) setVisitorCookie(request, response, cookies.seal(cookie));
    const session = sessionToken === undefined ? undefined : await sessions.find(sessionToken);
    if (sessionToken === undefined || session === undefined) return { visitorId, groups: [] };
    const { customerId, groups } = session;
    return { visitorId, customerId, groups, session, sessionToken };
  }

  function newcomer(request: IncomingMessage, response: ServerResponse): Visitor {
    const visitorId = newVisitorId();
    setVisitorCookie(request, response, cookies.seal({ visitorId }));
    return { visitorId, groups: [] };
  }
}
export type Identify = ReturnType<typeof createIdentify>;

function admit(visitor: Visitor | undefined, access: Access): void {
  if (access !== 'customer' && access !== 'admin') return;
  if (visitor?.customerId === undefined) throw new ServiceError('sign-in-required', 'Sign in to do this.');
  if (access === 'admin' && !visitor.groups.includes('admin')) {
    throw new ServiceError('forbidden', 'This needs the group admin.');
  }
}
